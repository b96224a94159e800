import { roleArn } from "../aws/arn";
import type { BootstrapConfig } from "./bootstrap-config";
import type { AccountAccess, OrganizationConfig, OrgdutyConfig } from "./config";

/** What a command on the bootstrap part of a config without one says. */
export const NO_BOOTSTRAP = {
  path: "bootstrap",
  message: "the config has none, so that nothing is known of the roles to make",
  fix: "add `bootstrap: {}` for the roles of organizations.*.credentials (docs/bootstrap.md)",
};

/**
 * The part of a config that `orgduty bootstrap` plans and applies: the roles are what is made, and what is worked as is
 * the first role, or what `bootstrap.credentials` names. Every command that takes a config takes its part as well.
 * @returns undefined if the config has no `bootstrap`
 */
export function bootstrapPart(config: OrgdutyConfig): OrgdutyConfig | undefined {
  const { bootstrap } = config;
  if (!bootstrap) return undefined;
  const organizations = Object.entries(config.organizations).map(
    ([partition, organization]) => [partition, partOf(organization, bootstrap)] as const,
  );
  return { ...config, part: "bootstrap", organizations: Object.fromEntries(organizations) };
}

function partOf(organization: OrganizationConfig, bootstrap: BootstrapConfig): OrganizationConfig {
  const { credentials: made, ...rest } = organization;
  const access = bootstrap.credentials[organization.partition] ?? firstRoles(organization, bootstrap);
  return {
    ...rest,
    credentials: { plan: access, apply: access },
    ...(made && { made }),
    states: organization.state,
    state: bootstrap.state === "local" ? "local" : organization.state,
  };
}

function firstRoles(organization: OrganizationConfig, { roleName }: BootstrapConfig): AccountAccess {
  const { partition, managementAccountId, administratorAccountId, logArchiveAccountId } = organization;
  const role = (account: string) => ({ roleArn: roleArn(partition, account, roleName) });
  return {
    management: role(managementAccountId),
    administrator: role(administratorAccountId),
    ...(logArchiveAccountId && { logArchive: role(logArchiveAccountId) }),
  };
}
