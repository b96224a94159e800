import { SendMessageCommand } from "@aws-sdk/client-sqs";
import type { OpenQueue } from "../redrive/open-queue";
import { whatFailed } from "../../terminal/what-failed";
import { findingEvent } from "./finding-event";
import type { RawFinding } from "./raw-findings";

/** A finding that the queue refused, and what it said. */
export interface UnsentFinding {
  readonly id: string;
  readonly reason: string;
}

/**
 * Sends findings as the events of an account. One that the queue refuses stops no other.
 * @returns the refused ones
 * @throws an AbortError only
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
        await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody }));
        return [];
      } catch (error) {
        return [{ id: finding.id, reason: whatFailed(error, signal) }];
      }
    }),
  );
  return answers.flat();
}
