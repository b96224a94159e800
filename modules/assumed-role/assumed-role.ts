import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct, type IDependable } from "constructs";
import { LIMITS, overLimit } from "../../aws/limits";
import type { NamedRole } from "../../aws/named-role";
import type { Placement } from "../placement";
import { roleArguments } from "../role-arguments";
import { trustPolicy, type Trust } from "./trust-policy";

/** A managed policy of a role. */
export interface AttachedPolicy {
  /** Put behind the role's name, e.g. `plan-1`. It is the policy's name and its address. */
  readonly suffix: string;
  /** The document as JSON. */
  readonly document: string;
}

/** Who works as the role, for how long, and what it may do. */
export interface AssumedRoleProps {
  readonly placement: Placement;
  readonly role: Omit<NamedRole, "arn">;
  readonly description: string;
  readonly trust: Trust;
  readonly sessionMinutes: number;
  readonly policies: readonly AttachedPolicy[];
  /** What has to exist first. @default nothing */
  readonly dependsOn?: readonly IDependable[];
}

/** A role that people or a pipeline work as, with managed policies of its own. */
export class AssumedRole extends Construct {
  constructor(scope: Construct, id: string, props: AssumedRoleProps) {
    super(scope, id);
    const { placement, role, description, trust, sessionMinutes, policies, dependsOn = [] } = props;
    const assumeRolePolicy = trustPolicy(trust);
    const over =
      overLimit(LIMITS.trustPolicyCharacters, assumeRolePolicy.length) ??
      overLimit(LIMITS.attachedPolicies, policies.length);
    if (over !== undefined) throw new Error(`role ${role.name}: ${over}`);
    const resource = new IamRole(this, "Resource", {
      provider: placement.provider,
      ...roleArguments({ arn: "", ...role }),
      description,
      assumeRolePolicy,
      maxSessionDuration: sessionMinutes * 60,
    });
    resource.node.addDependency(...dependsOn);
    for (const { suffix, document } of policies) {
      const attached = new IamPolicy(this, `policy-${suffix}`, {
        provider: placement.provider,
        name: `${role.name}-${suffix}`,
        ...(role.path !== undefined && { path: role.path }),
        description: `${description}: ${suffix}`,
        policy: document,
      });
      new IamRolePolicyAttachment(this, `attachment-${suffix}`, {
        provider: placement.provider,
        role: resource.name,
        policyArn: attached.arn,
      });
    }
  }
}
