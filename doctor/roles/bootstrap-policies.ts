import type { OrganizationConfig, OrgdutyConfig } from "../../config/config";
import type { ExpectedResource } from "../../intent/expected-stack";
import { ENTRY_ACCOUNT, type MadeRole } from "../../intent/bootstrap/made-roles";
import type { Purpose } from "../needed/own-calls";
import type { Holder } from "./holders";
import { policiesFor } from "./policies";

/** A policy of a role that bootstrap makes: what `roles print` prints, and what tells it from the role's others. */
export interface BootstrapPolicy {
  readonly suffix: string;
  readonly document: string;
}

/** A plan role verifies and discovers as well: a pipeline's schedule does. */
const PURPOSES: Readonly<Record<MadeRole["purpose"], readonly Purpose[]>> = {
  plan: ["plan", "verify", "discover"],
  apply: ["apply"],
};

/** For whom, and from which stacks. */
export interface BootstrapPoliciesProps {
  /** The config with the roles to be made as its credentials. */
  readonly config: OrgdutyConfig;
  readonly organization: OrganizationConfig;
  /** Everything that the config's other stacks declare. */
  readonly resources: readonly ExpectedResource[];
}

/**
 * The policies of one role, each exactly a document of `orgduty roles print`. The role that a pipeline's jobs work as
 * first has those of whatever starts orgduty, too.
 */
export function bootstrapPolicies(
  props: BootstrapPoliciesProps,
  { account, purpose }: Pick<MadeRole, "account" | "purpose">,
): BootstrapPolicy[] {
  const printed = (forWhat: Purpose, wanted: Holder, prefix: string) =>
    policiesFor({ ...props, purpose: forWhat })
      .filter(({ holder }) => holder === wanted)
      .map(({ part, document }) => ({ suffix: `${prefix}-${part}`, document: JSON.stringify(document) }));
  return [
    ...PURPOSES[purpose].flatMap((one) => printed(one, account, one)),
    ...(account === ENTRY_ACCOUNT ? printed(purpose, "runner", "runner") : []),
  ];
}
