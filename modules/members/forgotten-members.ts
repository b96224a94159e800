import { GuarddutyMember } from "@cdktf/provider-aws/lib/guardduty-member";
import { TerraformElement } from "cdktf";
import type { Construct } from "constructs";
import { bucketName, bucketOf, BUCKET_NAMES } from "./bucket";

/** The members of a region whose resources Terraform is to forget instead of deleting them. */
export interface ForgottenMembersProps {
  /** Accounts that stay members without a resource. */
  readonly accounts: readonly string[];
  /** Whether AWS lets no member go, so that a bucket without accounts is forgotten as well. */
  readonly keepsAll: boolean;
  /** Names of the buckets that have accounts. */
  readonly used: ReadonlySet<string>;
}

/**
 * Blocks by which Terraform forgets members that stay. A `removed` block cannot name one instance of a resource, so an
 * instance first moves to an address of its own. For what is not in the state, a block does nothing.
 * Source: https://developer.hashicorp.com/terraform/language/block/removed
 */
export class ForgottenMembers extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ForgottenMembersProps,
  ) {
    super(scope, id);
  }

  public override toTerraform(): unknown {
    const { accounts, keepsAll, used } = this.props;
    const whole = keepsAll ? BUCKET_NAMES.filter((name) => !used.has(name)) : [];
    const single = accounts.filter((account) => !whole.includes(bucketName(bucketOf(account))));
    const moved = single.map((account) => ({
      from: `${address(bucketName(bucketOf(account)))}[${JSON.stringify(account)}]`,
      to: address(ownName(account)),
    }));
    const removed = [...whole, ...single.map(ownName)].map((name) => ({
      from: address(name),
      lifecycle: { destroy: false },
    }));
    return { ...(moved.length > 0 && { moved }), ...(removed.length > 0 && { removed }) };
  }
}

function address(name: string): string {
  return `${GuarddutyMember.tfResourceType}.${name}`;
}

function ownName(account: string): string {
  return `stays_${account}`;
}
