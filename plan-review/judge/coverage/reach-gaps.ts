import { regionViews } from "../region-view";
import { PARTITIONS, partitionOf } from "../../../aws/partitions";
import { REGIONS } from "../../../config/regions";
import { coverageMatrices, isOn, type CoverageState } from "./coverage-matrix";
import { type ReviewContext } from "../rule";

/** If there are more accounts than this, they are counted instead of named. The matrix names them. */
const MOST_NAMED = 5;

/**
 * What GuardDuty does not reach, in words: supported regions that are not planned, and active accounts that are off
 * in a planned region. `isMeant` narrows the regions, for a protection plan that only some regions offer.
 */
export function reachGaps(
  context: ReviewContext,
  isMeant: (region: string) => boolean = () => true,
): string[] {
  const planned = regionViews(context).map(({ region }) => region);
  const partitions = PARTITIONS.filter((partition) => context.config.organizations[partition]);
  const unplanned = REGIONS.filter(
    (region) => partitions.includes(partitionOf(region)) && isMeant(region) && !planned.includes(region),
  );
  return [
    ...accountGaps(context, planned.filter(isMeant)),
    ...(unplanned.length > 0 ? [`not planned in ${unplanned.join(", ")}`] : []),
  ];
}

/** Suspended accounts are not counted as gaps, because they cannot be enrolled. */
function accountGaps(context: ReviewContext, planned: readonly string[]): string[] {
  const off = coverageMatrices(context).flatMap(({ regions, rows }) => {
    const columns = [...regions.keys()].filter((column) => planned.includes(regions[column]!));
    return rows.flatMap(({ account, cells }) => {
      // There are thousands of accounts, and nearly all of them have no gap.
      if (!columns.some((column) => isGap(cells[column]!.state))) return [];
      const states = columns.map((column) => cells[column]!.state).filter(isGap);
      return [{ id: account.id, states: [...new Set(states)] }];
    });
  });
  if (off.length === 0) return [];
  const named = off.slice(0, MOST_NAMED).map(({ id, states }) => `${id} (${wordsOf(states)})`);
  const rest = off.length - named.length;
  return [`not for ${[...named, ...(rest > 0 ? [`${rest} more`] : [])].join(", ")}`];
}

function isGap(state: CoverageState): boolean {
  return !isOn(state) && state !== "suspended";
}

function wordsOf(states: readonly CoverageState[]): string {
  return states.map((state) => (state === "expired" ? "its exclusion expired" : state)).join(", ");
}
