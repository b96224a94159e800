import type { Change } from "./history";
import type { SampleOutcome } from "../sample/sample";
import { gapsOf, type Verification } from "../verify";

/** Everything that a run found out: what `orgduty verify --json` prints. */
export interface Report {
  readonly verification: Verification;
  readonly samples: readonly SampleOutcome[];
  readonly change: Change;
}

/** Whether anything that the config wants is missing in AWS. */
export function hasFailures({ verification, samples }: Report): boolean {
  return gapsOf(verification).length > 0 || samples.some(({ delivered }) => !delivered);
}

/** The report as one JSON document: gaps first, then what was found in every account. */
export function reportDocument({ verification, samples, change }: Report): object {
  const { name, verifiedAt, snapshots, regions, unread } = verification;
  return {
    schemaVersion: 1,
    name,
    verifiedAt,
    snapshots,
    gaps: gapsOf(verification),
    unread,
    samples,
    change,
    regions: regions.map(({ gaps, accounts, unread: _, ...region }) => ({
      ...region,
      gaps: gaps.length,
      accounts: accounts.map(({ account, coverage, cells }) => ({
        account,
        coverage,
        found: Object.fromEntries(cells.map(({ plan, found }) => [plan, found])),
      })),
    })),
  };
}
