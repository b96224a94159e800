import type { PublishingFrequency } from "../../config/config";
import type { Deliveries } from "./deliveries";
import type { LiveFinding, NamedFinding } from "./finding";

/** Findings of a region against what was delivered of them. */
export interface ComparedFindings {
  /** How many findings the config selects. */
  readonly findings: number;
  readonly delivered: number;
  /** Findings that are too young to be missed. */
  readonly onTheirWay: number;
  readonly missing: readonly NamedFinding[];
  /** Findings that an earlier release delivered without logging which update. */
  readonly unclear: readonly NamedFinding[];
}

const MINUTE_MS = 60_000;

/**
 * How long a new finding may take: GuardDuty publishes it within 5 minutes, and then it is queued, sent and logged.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html
 */
const NEW_MS = 10 * MINUTE_MS;

/** How long GuardDuty collects updates of a finding before it publishes the last one. */
const UPDATES_MS: Readonly<Record<PublishingFrequency, number>> = {
  FIFTEEN_MINUTES: 15 * MINUTE_MS,
  ONE_HOUR: 60 * MINUTE_MS,
  SIX_HOURS: 360 * MINUTE_MS,
};

/**
 * Sorts a region's findings by what the log says of them. Only a logged delivery of the same or a later update counts
 * as delivered.
 *
 * @param now milliseconds since 1970
 */
export function compareFindings(
  findings: readonly LiveFinding[],
  deliveries: Deliveries,
  frequency: PublishingFrequency,
  now: number,
): ComparedFindings {
  const unique = [...new Map(findings.map((finding) => [finding.id, finding])).values()];
  const fates = unique.map((finding) => fateOf(finding, deliveries, frequency, now));
  const having = (fate: Fate) => unique.filter((_, index) => fates[index] === fate);
  return {
    findings: unique.length,
    delivered: having("delivered").length,
    onTheirWay: having("onTheirWay").length,
    missing: having("missing").map(named),
    unclear: having("unclear").map(named),
  };
}

type Fate = "delivered" | "onTheirWay" | "missing" | "unclear";

function fateOf(
  { id, updatedAt, isUpdate }: LiveFinding,
  deliveries: Deliveries,
  frequency: PublishingFrequency,
  now: number,
): Fate {
  const updated = Date.parse(updatedAt);
  if (deliveries.has(id, updated)) return "delivered";
  const patience = NEW_MS + (isUpdate ? UPDATES_MS[frequency] : 0);
  // An unreadable time compares as false: such a finding is missing.
  if (now - updated < patience) return "onTheirWay";
  return deliveries.mayHave(id, updated) ? "unclear" : "missing";
}

function named({ id, type, account, region, updatedAt }: LiveFinding): NamedFinding {
  return { id, type, account, region, updatedAt };
}
