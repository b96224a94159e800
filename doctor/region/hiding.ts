import { UNREAD } from "../../aws-clients/attempts";
import { warning, type Finding } from "../line";
import type { Filter, GuardDutyReading } from "../read/guardduty";
import type { RegionWish } from "./wish";

/** Filters and lists that the config does not have and that keep findings from people, and ranks that AWS no longer makes. */
export function hiding(
  { region }: RegionWish,
  { filters, trustedLists, administrator }: GuardDutyReading,
): Finding[] {
  if (administrator === UNREAD || !administrator) return [];
  const where = `--region ${region} --detector-id ${administrator.id}`;
  const all = filters === UNREAD ? [] : filters;
  const archiving = all
    .filter(({ archives }) => archives)
    .map(({ name, criteria }) => `"${name}" ${criteria}`);
  const trusted = trustedLists === UNREAD ? [] : trustedLists.map(({ id, name }) => `"${name}" (${id})`);
  return [
    ...hidden(
      archiving,
      "filters that the config does not have archive findings: they reach no relay",
      lookOrDelete("filter", `${where} --filter-name NAME`),
    ),
    ...hidden(
      trusted,
      "trusted IP lists that the config does not have: GuardDuty finds nothing about their addresses",
      lookOrDelete("ip-set", `${where} --ip-set-id ID`),
    ),
    ...gaps(all, where),
  ];
}

function lookOrDelete(thing: string, where: string): string {
  return `look at each: aws guardduty get-${thing} ${where}; if nobody needs it: aws guardduty delete-${thing} ${where}`;
}

function hidden(names: readonly string[], what: string, fix: string): Finding[] {
  return names.length === 0 ? [] : [warning("settings", what, names.join(", "), fix)];
}

/** AWS numbers filters from 1 without gaps: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateFilter.html */
function gaps(filters: readonly Filter[], where: string): Finding[] {
  const inOrder = [...filters].sort((a, b) => a.rank - b.rank);
  const at = inOrder.findIndex(({ rank }, index) => rank !== index + 1);
  if (at === -1) return [];
  const what = "the ranks of filters have gaps, which GuardDuty no longer lets arise";
  const evidence = inOrder.map(({ name, rank }) => `"${name}" ${rank}`).join(", ");
  const { name } = inOrder[at]!;
  const fix = `close them: aws guardduty update-filter ${where} --filter-name '${name}' --rank ${at + 1}`;
  return [warning("settings", what, evidence, fix)];
}
