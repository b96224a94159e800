import { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { SQSClient } from "@aws-sdk/client-sqs";
import { makeClient } from "../../../aws-clients/make-client";
import { isPicked } from "../../../config/finding-pattern";
import type { Region } from "../../../config/regions";
import type { Entrance } from "../redrive/entrances";
import type { ForwardingPlace } from "../redrive/forwarding-place";
import { openQueue } from "../redrive/open-queue";
import { whatFailed } from "../../terminal/what-failed";
import { findingsNamed } from "./findings-named";
import { findingsSince } from "./findings-since";
import { sendFindings, type UnsentFinding } from "./send-findings";

const GONE = "GuardDuty no longer has it";

/** The result of backfilling one region. */
export interface RegionBackfill {
  readonly region: Region;
  /** How many findings were asked for and match the config's filters. */
  readonly findings: number;
  /** How many findings were asked for and are left out by the config's filters. */
  readonly leftOut: number;
  readonly sent: number;
  readonly unsent: readonly UnsentFinding[];
  /** The failure that ended the region before its last finding. */
  readonly failure?: string;
}

/** One region's backfill. If signing in failed, the region reports that, and the other regions go on. */
export interface BackfillProps {
  readonly place: ForwardingPlace;
  readonly entrance: Entrance;
  readonly queueName: string;
  /** Findings that were updated since, in milliseconds since 1970; or findings by id. */
  readonly which: { readonly since: number } | { readonly ids: readonly string[] };
  /** @default false */
  readonly dryRun?: boolean;
  readonly signal: AbortSignal;
}

/**
 * Sends a region's findings to their queue. If the queue refuses one, the others are still sent: otherwise every later
 * run would stop at the same finding.
 * @throws AbortError only
 */
export async function backfillRegion(props: BackfillProps): Promise<RegionBackfill> {
  const { place, entrance, which, signal } = props;
  const tally = { findings: 0, leftOut: 0, sent: 0, unsent: [] as UnsentFinding[] };
  const told = () => ({ region: place.region, ...tally });
  if ("failure" in entrance) return { ...told(), failure: entrance.failure };
  const guardduty = makeClient(GuardDutyClient, entrance.enter("administrator", place.region), {
    maxAttempts: 5,
  });
  const sqs = makeClient(SQSClient, entrance.enter("administrator", place.queueRegion), { maxAttempts: 5 });
  try {
    const queue = await openQueue(sqs, props.queueName);
    const pages =
      "ids" in which ? findingsNamed(guardduty, which.ids) : findingsSince(guardduty, which.since);
    const left = new Set("ids" in which ? which.ids : []);
    for await (const page of pages) {
      signal.throwIfAborted();
      for (const { id } of page) left.delete(id);
      const picked = page.filter((finding) => isPicked(place.forwarding, finding));
      tally.findings += picked.length;
      tally.leftOut += page.length - picked.length;
      if (props.dryRun) continue;
      const unsent = await sendFindings(picked, place.organization.administratorAccountId, queue, signal);
      tally.sent += picked.length - unsent.length;
      tally.unsent.push(...unsent);
    }
    tally.unsent.push(...[...left].map((id) => ({ id, reason: GONE })));
    return told();
  } catch (error) {
    return { ...told(), failure: whatFailed(error, signal) };
  }
}
