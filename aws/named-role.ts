import type { Named } from "./named";

/** A role's name and ARN, with what an organization's policies may demand of every role. */
export interface NamedRole extends Named {
  /** Part of the ARN. Begins and ends with a slash. @default "/" */
  readonly path?: string;
  /** ARN of the policy beyond which the role may do nothing. @default none */
  readonly permissionsBoundary?: string;
}
