import { AwsProvider, type AwsProviderAssumeRole } from "@cdktf/provider-aws/lib/provider";
import { TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import type { AccountAccess, OrganizationConfig } from "../config/config";
import { literals } from "../modules/literal";

/** The accounts in an organization that a stack may work in. */
export type AccountRole = keyof AccountAccess;

/** The account and the region that a provider configuration works in. */
export interface AccountProviderProps {
  readonly role: AccountRole;
  readonly organization: OrganizationConfig;
  readonly region: string;
  /** Tags for every resource that takes tags. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * Distinguishes two provider configurations for the same account.
   * @default none: the alias is the account's role in kebab case
   */
  readonly suffix?: string;
}

const ALIASES: Readonly<Record<AccountRole, string>> = {
  management: "management",
  administrator: "administrator",
  logArchive: "log-archive",
};

/**
 * The provider configuration for one account in one region. It refuses to work in any other account. The role comes in
 * an ephemeral variable, because a saved plan freezes provider configuration: apply would silently use the plan role.
 */
export function accountProvider(scope: Construct, props: AccountProviderProps): AwsProvider {
  const { role, organization, region, tags, suffix } = props;
  const alias = suffix === undefined ? ALIASES[role] : `${ALIASES[role]}-${suffix}`;
  return new AwsProvider(scope, `provider-${alias}`, {
    alias,
    region,
    allowedAccountIds: [accountIdOf(organization, role)],
    defaultTags: [{ tags: literals(tags) }],
    ...access(scope, role, organization),
  });
}

function access(
  scope: Construct,
  role: AccountRole,
  { credentials }: OrganizationConfig,
): { profile?: string; assumeRole?: AwsProviderAssumeRole[] } {
  const apply = credentials?.apply[role];
  if (!apply) return {};
  const name = ALIASES[role].replace("-", "_");
  return "profile" in apply
    ? { profile: ephemeralVariable(scope, `${name}_profile`, apply.profile) }
    : {
        assumeRole: [
          {
            roleArn: ephemeralVariable(scope, `${name}_role_arn`, apply.roleArn),
            ...(credentials.externalId !== undefined && { externalId: credentials.externalId }),
          },
        ],
      };
}

/** One variable in a stack, even if two provider configurations use it. Its default is the apply role, for bare cdktf. */
function ephemeralVariable(scope: Construct, name: string, defaultValue: string): string {
  const existing = scope.node.tryFindChild(name);
  if (existing instanceof TerraformVariable) return existing.stringValue;
  const variable = new TerraformVariable(scope, name, { type: "string", default: defaultValue });
  variable.overrideLogicalId(name);
  variable.addOverride("ephemeral", true);
  return variable.stringValue;
}

/** The id of an account of the organization. */
export function accountIdOf(organization: OrganizationConfig, role: AccountRole): string {
  if (role === "management") return organization.managementAccountId;
  if (role === "administrator") return organization.administratorAccountId;
  if (!organization.logArchiveAccountId)
    throw new Error(`organizations.${organization.partition} names no log archive account`);
  return organization.logArchiveAccountId;
}
