import { RUNTIME_AGENT_NAMES } from "../../../aws/features";
import { tableOr, type Section } from "../../../drawing/report-model";
import type { AgentCount, FoundAgents, UnhealthyAgent } from "../../read/guardduty/read-agents";
import type { Verification } from "../../verify";
import { counted } from "../counted";

/** How many resources of one issue are named; further ones are only counted. */
const MOST_NAMED = 8;

/**
 * Of how many resources GuardDuty receives runtime events, by agent setting and region, and what AWS says of the
 * others. Undefined if no region has any such resource.
 */
export function agents({ regions }: Verification): Section | undefined {
  const read = regions.flatMap(({ region, agents: found }) => (found ? [{ region, found }] : []));
  const used = RUNTIME_AGENT_NAMES.filter((plan) => read.some(({ found }) => found.counts[plan]));
  if (used.length === 0) return undefined;
  const table = {
    caption: "Resources with a healthy agent, by agent setting and region",
    columns: ["region", ...used],
    rows: read.map(({ region, found }) => [region, ...used.map((plan) => shareText(found.counts[plan]))]),
  };
  const items = read.flatMap(({ region, found }) => issuesText(region, found));
  const blocks = [...tableOr(table), ...(items.length > 0 ? [{ kind: "list", items } as const] : [])];
  return { id: "agents", heading: "Agents that report to GuardDuty", blocks };
}

/** Rounded down: 100 % means all of them. */
function shareText(count: AgentCount | undefined): string {
  if (!count) return "none";
  return `${Math.floor((100 * count.healthy) / count.all)} % (${count.healthy} of ${count.all})`;
}

function issuesText(region: string, { unhealthy, more }: FoundAgents): string[] {
  const issues = new Map<string, UnhealthyAgent[]>();
  for (const agent of unhealthy) {
    const key = `${agent.plan}: ${agent.issue}`;
    issues.set(key, [...(issues.get(key) ?? []), agent]);
  }
  const texts = [...issues].map(([issue, all]) => {
    const names = all.slice(0, MOST_NAMED).map(({ account, resource }) => `${resource} of ${account}`);
    const rest = all.length > MOST_NAMED ? ` and ${all.length - MOST_NAMED} more` : "";
    return `${region}: ${issue}: ${names.join(", ")}${rest}`;
  });
  return more > 0 ? [...texts, `${region}: ${counted(more, "more unhealthy agent")}, not listed`] : texts;
}
