import type { OrgdutyConfig } from "../config/config";

/** Whether apply asks for a signature that a job gives, as the workflow that it is. */
export function signsWithoutKey({ review }: Pick<OrgdutyConfig, "review">): boolean {
  const signatures: object = review.signatures ?? {};
  return (
    "identities" in signatures && Array.isArray(signatures.identities) && signatures.identities.length > 0
  );
}
