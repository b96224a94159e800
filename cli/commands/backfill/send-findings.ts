import { SendMessageCommand } from "@aws-sdk/client-sqs";
import type { OpenQueue } from "../redrive/open-queue";
import { SENT_AGAIN_MARK } from "../redrive/sent-again";
import { whatFailed } from "../../terminal/what-failed";
import { findingEvent } from "./finding-event";
import type { RawFinding } from "./raw-findings";

/** A finding that the queue refused, and the queue's reason. */
export interface UnsentFinding {
  readonly id: string;
  readonly reason: string;
}

/**
 * Sends findings as events of an account. If the queue refuses one, the others are still sent.
 * @returns the refused findings
 * @throws AbortError only
 */
export async function sendFindings(
  findings: readonly RawFinding[],
  account: string,
  { sqs, url }: OpenQueue,
  signal: AbortSignal,
): Promise<UnsentFinding[]> {
  const answers = await Promise.all(
    findings.map(async (finding) => {
      const MessageBody = findingEvent(finding, account);
      try {
        await sqs.send(
          new SendMessageCommand({ QueueUrl: url, MessageBody, MessageAttributes: SENT_AGAIN_MARK }),
        );
        return [];
      } catch (error) {
        return [{ id: finding.id, reason: whatFailed(error, signal) }];
      }
    }),
  );
  return answers.flat();
}
