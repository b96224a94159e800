import { RUNTIME_AGENT_NAMES } from "../../aws/features";
import { UNREAD } from "../../aws-clients/attempts";
import type { CoveragePlan } from "../../intent/wanted-coverage";
import type { FoundAgents, UnhealthyAgent } from "../read/guardduty/read-agents";
import type { FoundCoverage } from "../read/guardduty/found-coverage";
import type { AccountRow } from "./account-matrix";
import { BUCKET_SCAN, type FoundGap } from "./gap";

/** How many resources of one gap are named; further ones are only counted. */
const MOST_NAMED = 3;

/** The region that is compared. */
interface Place {
  readonly region: string;
  readonly administratorAccountId: string;
}

/** What is configured as the config wants it, and does not work all the same. */
export function workingGaps(rows: readonly AccountRow[], found: FoundCoverage, place: Place): FoundGap[] {
  return [...agentGaps(rows, found.agents, place), ...malwarePlanGaps(found, place)];
}

/**
 * One gap for each account and agent setting that the config wants and that is on. An agent that the config leaves to
 * the account is the account's own: the report counts it, and it is no gap.
 */
function agentGaps(
  rows: readonly AccountRow[],
  agents: FoundCoverage["agents"],
  { region, administratorAccountId }: Place,
): FoundGap[] {
  if (agents === undefined || agents === UNREAD) return [];
  // Nearly always: what the config wants of thousands of cells is not looked up then.
  if (agents.unhealthy.length === 0 && agents.more === 0) return [];
  const byPlace = new Map<string, UnhealthyAgent[]>();
  for (const agent of agents.unhealthy) {
    const key = `${agent.account} ${agent.plan}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), agent]);
  }
  const wanted = rows.flatMap(({ account, cells }) =>
    cells
      .filter((cell) => cell.wanted === "on" && cell.found === "on")
      .map(({ plan }) => ({ account, plan })),
  );
  const gaps = wanted.flatMap(({ account, plan }) => {
    const bad = byPlace.get(`${account} ${plan}`);
    return bad ? [{ account, region, plan, ...agentGap(agentsText(bad)) }] : [];
  });
  if (agents.more === 0 || !wanted.some(({ plan }) => isAgent(plan))) return gaps;
  const found = `${agents.more} more unhealthy, of any account`;
  return [
    ...gaps,
    { account: administratorAccountId, region, plan: "RUNTIME_MONITORING", ...agentGap(found) },
  ];
}

function isAgent(plan: CoveragePlan): boolean {
  return (RUNTIME_AGENT_NAMES as readonly string[]).includes(plan);
}

function agentGap(found: string): Pick<FoundGap, "wanted" | "found" | "reason"> {
  return { wanted: "healthy", found, reason: "AGENT_UNHEALTHY" };
}

/** Each issue once, with the resources that have it. */
function agentsText(agents: readonly UnhealthyAgent[]): string {
  const issues = [...new Set(agents.map(({ issue }) => issue))];
  return issues
    .map((issue) => {
      const names = agents.filter((agent) => agent.issue === issue).map(({ resource }) => resource);
      const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
      return `${issue} (${names.slice(0, MOST_NAMED).join(", ")}${more})`;
    })
    .join("; ");
}

function malwarePlanGaps({ malwarePlans }: FoundCoverage, place: Place): FoundGap[] {
  if (malwarePlans === undefined || malwarePlans === UNREAD) return [];
  const { region, administratorAccountId: account } = place;
  return malwarePlans
    .filter(({ status }) => status !== "ACTIVE")
    .map(({ id, bucket, status, reasons }) => ({
      ...{ account, region, plan: BUCKET_SCAN, resource: `${id} of bucket ${bucket}`, wanted: "ACTIVE" },
      ...{ found: [status, ...reasons].join(": "), reason: "MALWARE_PLAN_FAILING" as const },
    }));
}

/** What a report says of a region's agents. Undefined if they could not be read, or if the region has none. */
export function agentsOf({ agents }: FoundCoverage): FoundAgents | undefined {
  return agents === undefined || agents === UNREAD ? undefined : agents;
}
