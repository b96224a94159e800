/** Services whose ARNs name a thing without saying of which type it is. */
const WITHOUT_TYPES = ["s3", "sns", "sqs"];

/** Whether IAM reads a text as a pattern. */
export function isPattern(text: string): boolean {
  return /[*?]/.test(text);
}

/**
 * Whether a resource of a policy names nothing in particular: `*`, `arn:*`, every account's (`arn:aws:iam::*:role/a`) or
 * all of a type (`arn:aws:kms:eu-west-1:111111111111:key/*`).
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function namesEverything(resource: string): boolean {
  if (!isPattern(resource)) return false;
  const [, , service = "", , account = "", ...rest] = resource.split(":");
  if (rest.length === 0 || isPattern(service) || isPattern(account)) return true;
  const name = rest.join(":");
  const withoutType = WITHOUT_TYPES.includes(service) ? name : name.replace(/^[a-z-]+[:/]/, "");
  return /^[*?:/]+$/.test(withoutType);
}
