import type { Statement } from "../../../aws/policy/document";

const KEYS = ["aws_kms_key", "aws_kms_key_policy", "aws_kms_replica_key"];

/**
 * Actions with which nobody reads what a key protects, hands the key on or makes it unusable: reading its description,
 * and encrypting for its owner. Whatever is not here counts as a use of the key.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html
 */
const HARMLESS =
  /^kms:(?:(?:describe|get|list)[a-z]*\*?|encrypt|generatedatakey[a-z]*\*?|reencryptto|verify(?:mac)?)$/i;

/** Whether a statement of a policy lets its principals do what matters: in a key's policy, more than to describe the key. */
export function matters(resourceType: string, { actions }: Statement): boolean {
  if (!KEYS.includes(resourceType)) return true;
  return actions.excepts || !actions.items.every((action) => HARMLESS.test(action));
}
