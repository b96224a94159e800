import { GuarddutyMember } from "@cdktf/provider-aws/lib/guardduty-member";
import { TerraformLocal } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { Adoption } from "../adoption/adoption";
import { literal } from "../literal";
import type { Placement } from "../placement";
import { resourcesOf } from "../resources-of";
import { bucketOf } from "./bucket";
import { Verbatim } from "./verbatim";

/** The administrator, and the accounts that become its members. */
export interface MembersProps {
  /** In the delegated administrator's account. */
  readonly placement: Placement;
  /** The administrator's detector. */
  readonly detectorId: string;
  /** The accounts to enrol: 12-digit id and the e-mail address that Organizations knows. */
  readonly accounts: readonly { readonly id: string; readonly email: string }[];
  /**
   * The organization's configuration with its plans. It must exist first, because GuardDuty applies it to a member as
   * it joins.
   */
  readonly dependsOn: readonly IConstruct[];
  /** Those that are members already: import ids by account. @default none is */
  readonly existing?: Readonly<Record<string, string>>;
}

/**
 * The accounts that GuardDuty watches in one region, enrolled one by one, so that a plan names each of them.
 * Addresses look like `aws_guardduty_member.members_07["123456789012"]`.
 */
export class Members extends Construct {
  constructor(scope: Construct, id: string, props: MembersProps) {
    super(scope, id);
    const { placement, detectorId, accounts, dependsOn, existing = {} } = props;
    for (const [bucket, emails] of emailsByBucket(accounts)) {
      const name = `members_${bucket}`;
      new TerraformLocal(this, `accounts-${bucket}`, new Verbatim(emails)).overrideLogicalId(name);
      const member = new GuarddutyMember(this, bucket, {
        ...placement,
        detectorId,
        accountId: "${each.key}",
        email: "${each.value}",
        dependsOn: resourcesOf(dependsOn),
        // Reading an enabled member sets invite, and may change the e-mail. Acting on either would disassociate or
        // replace the member (terraform-provider-aws 13906).
        lifecycle: { ignoreChanges: ["email", "invite"] },
      });
      member.overrideLogicalId(name);
      member.addOverride("for_each", `\${local.${name}}`);
      const ids = Object.fromEntries(Object.entries(existing).filter(([id]) => Object.hasOwn(emails, id)));
      new Adoption(this, `existing-${bucket}`, { resource: member, ids, hasInstances: true });
    }
  }
}

function emailsByBucket(accounts: MembersProps["accounts"]): [string, Record<string, string>][] {
  const buckets = new Map<string, Record<string, string>>();
  for (const { id, email } of accounts) {
    const bucket = bucketOf(id);
    const emails = buckets.get(bucket) ?? {};
    emails[id] = literal(email);
    buckets.set(bucket, emails);
  }
  return [...buckets].sort(([a], [b]) => a.localeCompare(b));
}
