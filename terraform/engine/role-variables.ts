import type { Access, AccountAccess, OrganizationConfig } from "../../config/config";

/** The stem of each account's variable in a synthesized stack. */
const STEMS: Readonly<Record<keyof AccountAccess, string>> = {
  management: "management",
  administrator: "administrator",
  logArchive: "log_archive",
};

/**
 * The ephemeral variables that give a stack's providers their access, for planning or for applying. A saved plan
 * freezes provider configuration except for ephemeral variables, whose values must be given again.
 */
export function roleVariables(
  { credentials }: Pick<OrganizationConfig, "credentials">,
  purpose: "plan" | "apply",
): Readonly<Record<string, string>> {
  const access: Partial<Record<keyof AccountAccess, Access>> = credentials?.[purpose] ?? {};
  return Object.fromEntries(
    Object.entries(access).map(([account, one]) => {
      const stem = STEMS[account as keyof AccountAccess];
      return "profile" in one ? [`${stem}_profile`, one.profile] : [`${stem}_role_arn`, one.roleArn];
    }),
  );
}
