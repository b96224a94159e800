import { valueOf } from "../../read/attributes";
import { judgeResources, type Rule } from "../rule";

/**
 * The longest retention that SQS offers. An expired message is deleted, not moved, and a dead letter keeps the age
 * that it had.
 */
const FOURTEEN_DAYS = 14 * 24 * 60 * 60;

/** A relay may be down for days, and a dead letter may have to wait for a person who is on holiday. */
export const messagesWaitLongEnough: Rule = {
  id: "OD-022",
  title: "Findings wait in every queue for 14 days",
  severity: "deny",
  fix: `message_retention_seconds = ${FOURTEEN_DAYS}`,
  evaluate: (context) =>
    judgeResources(context, ["aws_sqs_queue"], (queue) => {
      const seconds = Number(valueOf(queue, "message_retention_seconds") ?? 4 * 24 * 60 * 60);
      return seconds >= FOURTEEN_DAYS ? undefined : `keeps messages for ${Math.round(seconds / 3600)} hours`;
    }),
};
