import { GetKeyPolicyCommand } from "@aws-sdk/client-kms";
import { parseArn } from "../../aws/arn";
import type { Read } from "../../aws-clients/attempts";
import { unlessMissing } from "../../aws-clients/calls";
import { text } from "../kinds/kind";
import type { Reading } from "./live";

/** ARNs of the customer keys that encrypt expected queues. */
export function queueKeys(reading: Pick<Reading, "expected">): string[] {
  const queues = reading.expected.filter(({ type }) => type === "aws_sqs_queue");
  return [...new Set(queues.map(({ attributes }) => text(attributes, "kms_master_key_id")).filter(Boolean))];
}

/** The policy, by ARN, of each of these keys that belongs to the account itself: KMS shows it to no other account. */
export async function readKeyPolicies(
  reading: Reading,
  accountId: string,
): Promise<Record<string, Read<string | undefined>>> {
  const { clients, calls, attempts } = reading;
  const own = queueKeys(reading).filter((arn) => parseArn(arn).accountId === accountId);
  const read = own.map(async (KeyId) => {
    const command = new GetKeyPolicyCommand({ KeyId, PolicyName: "default" });
    const answer = calls.make((options) => clients.keys.send(command, options));
    const policy = unlessMissing(answer, ["NotFoundException"]).then((found) => found?.Policy);
    return [KeyId, await attempts.read(`policy of key ${KeyId}`, policy)] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}
