import { pipelineIdentity } from "../config/complete/signatures-defaults";
import type { OrgdutyConfig } from "../config/config";

/** Whether apply asks for the signature that a job of this pipeline gives, as the workflow that it is. */
export function signsWithoutKey({ review, pipeline }: Pick<OrgdutyConfig, "review" | "pipeline">): boolean {
  const own = pipeline && pipelineIdentity(pipeline)?.subject;
  return own !== undefined && (review.signatures?.identities ?? []).some(({ subject }) => subject === own);
}
