import { DescribeKeyCommand, GetKeyPolicyCommand } from "@aws-sdk/client-kms";
import { parseArn } from "../../aws/arn";
import type { Read } from "../../aws-clients/attempts";
import { unlessMissing } from "../../aws-clients/calls";
import type { Expected } from "../expect/region-expectation";
import { text } from "../kinds/kind";
import type { Reading } from "./live";

const MISSING = "NotFoundException";

/** Attributes that name a customer key: of queues, of functions, and of log groups and secrets. */
const NAMING = ["kms_master_key_id", "kms_key_arn", "kms_key_id"];

/** ARNs of the customer keys that encrypt expected resources. */
export function keysIn(expected: readonly Expected[]): string[] {
  const found = new Set<string>();
  // A loop, because a region expects a resource for every member.
  for (const { attributes } of expected)
    for (const name of NAMING)
      if (text(attributes, name).startsWith("arn:")) found.add(text(attributes, name));
  return [...found];
}

/** The policy, by ARN, of each of these keys that belongs to the account itself: KMS shows it to no other account. */
export async function readKeyPolicies(
  { clients, calls, attempts, expected }: Reading,
  accountId: string,
): Promise<Record<string, Read<string | undefined>>> {
  const own = keysIn(expected).filter((arn) => parseArn(arn).accountId === accountId);
  const read = own.map(async (KeyId) => {
    const command = new GetKeyPolicyCommand({ KeyId, PolicyName: "default" });
    const answer = calls.make((options) => clients.keys.send(command, options));
    const policy = unlessMissing(answer, [MISSING]).then((found) => found?.Policy);
    return [KeyId, await attempts.read(`policy of key ${KeyId}`, policy)] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

/**
 * The state of each of these keys by ARN, in KMS's words, or `missing`. A key of another account that does not let us in
 * has no entry: that is the other account's decision.
 */
export async function readKeyStates(
  { clients, calls, attempts, expected }: Reading,
  accountId: string,
): Promise<Record<string, Read<string>>> {
  const read = keysIn(expected).map(async (KeyId) => {
    const isOwn = parseArn(KeyId).accountId === accountId;
    const answer = calls.make((options) => clients.keys.send(new DescribeKeyCommand({ KeyId }), options));
    const refusals = isOwn ? [MISSING] : [MISSING, "AccessDeniedException"];
    const state = unlessMissing(answer, refusals).then((found) =>
      found ? (found.KeyMetadata?.KeyState ?? "unknown") : isOwn ? "missing" : "",
    );
    return [KeyId, await attempts.read(`state of key ${KeyId}`, state)] as const;
  });
  return Object.fromEntries((await Promise.all(read)).filter(([, state]) => state !== ""));
}
