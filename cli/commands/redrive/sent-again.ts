import type { MessageAttributeValue } from "@aws-sdk/client-sqs";

/**
 * Marks a message that a person sends again: the forwarder delivers it even if it remembers an earlier delivery
 * (SENT_AGAIN in lambda-src/finding-forwarder/environment.ts). A test keeps the two names in step.
 */
export const SENT_AGAIN_MARK: Readonly<Record<string, MessageAttributeValue>> = {
  sentAgain: { DataType: "String", StringValue: "true" },
};
