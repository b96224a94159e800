import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { arn, parseArn } from "../../aws/arn";
import type { Partition } from "../../aws/partitions";
import type { Placement } from "../placement";
import { policy, type Statement } from "../policy";

/** The key's names, and who may use it. */
export interface StateKeyProps {
  readonly placement: Placement;
  readonly partition: Partition;
  /** The account that the key is in. */
  readonly account: string;
  /** Without `alias/`. */
  readonly alias: string;
  /** ARNs of roles that may encrypt and decrypt, also in another account. */
  readonly users: readonly string[];
}

/** How long a deleted key can be restored, in days: KMS's maximum, because without it no state can be read. */
const DELETION_WINDOW_DAYS = 30;

/**
 * The key that encrypts the states. Its account administers it by IAM, as with KMS's default policy; besides, only the
 * named roles may use it.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export class StateKey extends Construct {
  public readonly arn: string;

  constructor(scope: Construct, id: string, props: StateKeyProps) {
    super(scope, id);
    const { placement, alias } = props;
    const key = new KmsKey(this, "Resource", {
      ...placement,
      description: "Terraform states of orgduty, and its sealed plans",
      enableKeyRotation: true,
      deletionWindowInDays: DELETION_WINDOW_DAYS,
      policy: policy(statements(props)),
      lifecycle: { preventDestroy: true },
    });
    new KmsAlias(this, "alias", { ...placement, name: `alias/${alias}`, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}

function statements({ partition, account, users }: StateKeyProps): Statement[] {
  const root = (id: string) => ({ AWS: arn({ partition, service: "iam", account: id, resource: "root" }) });
  const administered: Statement = {
    ...{ Sid: "AdministeredByIam", Effect: "Allow", Principal: root(account) },
    ...{ Action: "kms:*", Resource: "*" },
  };
  const [user] = users;
  if (user === undefined) return [administered];
  // A role by a condition: KMS refuses a key policy that names a role which does not exist yet.
  const used: Statement = {
    ...{ Sid: "UsedByRoles", Effect: "Allow", Principal: root(parseArn(user).accountId) },
    ...{ Action: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"], Resource: "*" },
    Condition: { StringEquals: { "aws:PrincipalArn": users } },
  };
  return [administered, used];
}
