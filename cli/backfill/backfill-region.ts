import type { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { isPicked } from "../../config/finding-pattern";
import type { Region } from "../../config/regions";
import type { ForwardingPlace } from "../redrive/forwarding-place";
import { openQueue } from "../redrive/open-queue";
import { whatFailed } from "../what-failed";
import { findingEvent } from "./finding-event";
import { findingsSince } from "./findings-since";

/** What became of one region's findings. */
export interface RegionBackfill {
  readonly region: Region;
  /** Updated since, and picked by the config's filters. */
  readonly findings: number;
  /** Updated since, and of no interest to the filters. */
  readonly leftOut: number;
  readonly sent: number;
  readonly unsent: readonly { readonly id: string; readonly reason: string }[];
  /** What ended the region before its last finding. */
  readonly failure?: string;
}

export interface BackfillProps {
  readonly place: ForwardingPlace;
  readonly guardduty: GuardDutyClient;
  /** Of the region that the queue is in. */
  readonly sqs: SQSClient;
  readonly queueName: string;
  /** In milliseconds since 1970. */
  readonly since: number;
  /** @default false */
  readonly dryRun?: boolean;
  readonly signal: AbortSignal;
}

/**
 * Sends a region's findings to their queue. One that the queue refuses stops no other: it would stop every later run at the same place.
 * @throws an AbortError only
 */
export async function backfillRegion(props: BackfillProps): Promise<RegionBackfill> {
  const { place, sqs, since, signal } = props;
  const tally = { findings: 0, leftOut: 0, sent: 0, unsent: [] as { id: string; reason: string }[] };
  const told = () => ({ region: place.region, ...tally });
  try {
    const { url: QueueUrl } = await openQueue(sqs, props.queueName);
    for await (const page of findingsSince(props.guardduty, since)) {
      signal.throwIfAborted();
      const picked = page.filter((finding) => isPicked(place.forwarding, finding));
      tally.findings += picked.length;
      tally.leftOut += page.length - picked.length;
      if (props.dryRun) continue;
      const send = async (MessageBody: string) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
      const account = place.organization.administratorAccountId;
      const sending = picked.map(async (finding) => {
        await send(findingEvent(finding, account)).then(
          () => (tally.sent += 1),
          (error) => tally.unsent.push({ id: finding.id, reason: whatFailed(error, signal) }),
        );
      });
      await Promise.all(sending);
    }
    return told();
  } catch (error) {
    return { ...told(), failure: whatFailed(error, signal) };
  }
}
