import { GuarddutyMember } from "@cdktf/provider-aws/lib/guardduty-member";
import { TerraformLocal } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { Adoption } from "../adoption/adoption";
import { literal } from "../literal";
import type { Placement } from "../placement";
import { resourcesOf } from "../resources-of";
import { bucketName, bucketOf } from "./bucket";
import { ForgottenMembers } from "./forgotten-members";
import { OtherBuckets } from "./other-buckets";
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
  /** Accounts that stay members without a resource. Terraform forgets theirs if it has one. @default none */
  readonly staying?: readonly string[];
  /** Whether AWS lets no member go, so that Terraform deletes none of those it can name. @default false */
  readonly keepsAll?: boolean;
}

/**
 * The accounts that GuardDuty watches in one region, enrolled one by one, so that a plan names each of them.
 * Addresses look like `aws_guardduty_member.members_07["123456789012"]`.
 */
export class Members extends Construct {
  constructor(scope: Construct, id: string, props: MembersProps) {
    super(scope, id);
    const {
      placement,
      detectorId,
      accounts,
      dependsOn,
      existing = {},
      staying = [],
      keepsAll = false,
    } = props;
    const buckets = emailsByBucket(accounts);
    const used = new Set(buckets.map(([bucket]) => bucketName(bucket)));
    new ForgottenMembers(this, "forgotten", { accounts: staying, keepsAll, used });
    const [first, ...others] = buckets;
    if (!first) return;
    const [bucket, emails] = first;
    const name = bucketName(bucket);
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
    if (others.length > 0) new OtherBuckets(this, "others", member, others);
    for (const [bucket, emails] of buckets) this.adopt(bucket, emails, existing);
  }

  /** Takes over the accounts of a bucket that are members already. */
  private adopt(
    bucket: string,
    emails: Readonly<Record<string, string>>,
    existing: Readonly<Record<string, string>>,
  ) {
    const ids = Object.fromEntries(Object.entries(existing).filter(([id]) => Object.hasOwn(emails, id)));
    const [type, name] = [GuarddutyMember.tfResourceType, bucketName(bucket)];
    new Adoption(this, `existing-${bucket}`, { type, name, ids, hasInstances: true });
  }
}

type Buckets = readonly (readonly [bucket: string, emails: Readonly<Record<string, string>>])[];

/** The buckets of the last list of accounts: every region of an organization enrols the same ones. */
let last: { readonly accounts: MembersProps["accounts"]; readonly buckets: Buckets } | undefined;

function emailsByBucket(accounts: MembersProps["accounts"]): Buckets {
  const isSame =
    last?.accounts.length === accounts.length &&
    last.accounts.every(
      ({ id, email }, index) => id === accounts[index]?.id && email === accounts[index].email,
    );
  const buckets = last && isSame ? last.buckets : bucketsOf(accounts);
  last = { accounts, buckets };
  return buckets;
}

function bucketsOf(accounts: MembersProps["accounts"]): Buckets {
  const buckets = new Map<string, Record<string, string>>();
  for (const { id, email } of accounts) {
    const bucket = bucketOf(id);
    const emails = buckets.get(bucket) ?? {};
    emails[id] = literal(email);
    buckets.set(bucket, emails);
  }
  return [...buckets].sort(([a], [b]) => a.localeCompare(b));
}
