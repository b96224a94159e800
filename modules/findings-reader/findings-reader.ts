import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamUser } from "@cdktf/provider-aws/lib/iam-user";
import { IamUserPolicyAttachment } from "@cdktf/provider-aws/lib/iam-user-policy-attachment";
import { Construct } from "constructs";
import { AssumedRole } from "../assumed-role/assumed-role";
import type { TrustedPrincipal } from "../assumed-role/trust-policy";
import type { Placement } from "../placement";

/** Who pulls findings, and by which policy. */
export interface FindingsReaderProps {
  /** In the administrator's account, which has every member's findings. */
  readonly placement: Placement;
  readonly name: string;
  /** @default an IAM user, for whom a person makes an access key: in Terraform it would be in the state */
  readonly principal?: TrustedPrincipal;
  /** @default no boundary */
  readonly permissionsBoundary?: string;
  /** The policy's document as JSON. */
  readonly document: string;
}

const DESCRIPTION = "Reads GuardDuty findings";
const SESSION_MINUTES = 60;

/** What a SIEM that pulls findings works as: a role that it assumes, or a user without a key. */
export class FindingsReader extends Construct {
  constructor(scope: Construct, id: string, props: FindingsReaderProps) {
    super(scope, id);
    const { placement, name, principal, permissionsBoundary, document } = props;
    if (principal) {
      new AssumedRole(this, "role", {
        placement,
        role: { name, ...(permissionsBoundary !== undefined && { permissionsBoundary }) },
        description: DESCRIPTION,
        trust: { principals: [principal] },
        sessionMinutes: SESSION_MINUTES,
        policies: [{ suffix: "read-1", document }],
      });
      return;
    }
    const { provider } = placement;
    const user = new IamUser(this, "user", { provider, name, permissionsBoundary });
    const policy = new IamPolicy(this, "policy", {
      provider,
      name: `${name}-read-1`,
      description: DESCRIPTION,
      policy: document,
    });
    new IamUserPolicyAttachment(this, "attachment", { provider, user: user.name, policyArn: policy.arn });
  }
}
