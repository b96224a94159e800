import type { RegionBackfill } from "./backfill-region";

/** How many refused findings of a region are named on a terminal. */
const NAMED = 20;

/** What a person reads about a region: its counts, then what could not be sent and why. */
export function regionLines({ region, findings, leftOut, unsent, failure }: RegionBackfill): string[] {
  const rest = unsent.length - NAMED;
  return [
    `${region}: ${findings} findings${leftOut > 0 ? `, ${leftOut} more left out by the filters` : ""}`,
    ...unsent.slice(0, NAMED).map(({ id, reason }) => `${region}: ${id} was not sent: ${reason}`),
    ...(rest > 0 ? [`${region}: ${rest} more were not sent: --json lists them all`] : []),
    ...(failure === undefined ? [] : [`${region}: stopped: ${failure}`]),
  ];
}

/** The result of all regions, on one line. */
export function summaryLine(regions: readonly RegionBackfill[], dryRun: boolean = false): string {
  const sum = (count: (region: RegionBackfill) => number) =>
    regions.reduce((total, region) => total + count(region), 0);
  const [found, sent] = [sum(({ findings }) => findings), sum((region) => region.sent)];
  const stopped = regions.filter(({ failure }) => failure !== undefined).length;
  return [
    dryRun ? `${found} findings found` : `${sent} of ${found} findings sent to their queues`,
    ...(stopped > 0 ? [`${stopped} of ${regions.length} regions stopped early`] : []),
  ].join(", ");
}
