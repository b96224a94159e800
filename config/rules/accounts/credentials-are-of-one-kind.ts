import { organizationsOf, type Rule } from "../../complete/draft";
import type { OrganizationSection } from "../../schema/organization";

type AccountAccess = NonNullable<OrganizationSection["credentials"]>["plan"];
type Access = AccountAccess[keyof AccountAccess];

/**
 * An account is entered the same way for planning and for applying. A stack is synthesized once, with one variable an
 * account, for a role or for a profile, and with apply's as its default: a value of the other kind would be ignored in
 * silence, and planning would use the access of apply.
 */
export const credentialsAreOfOneKind: Rule = (draft) =>
  organizationsOf(draft).flatMap(({ organization: { credentials }, path }) =>
    (["management", "administrator", "logArchive"] as const).flatMap((account) => {
      const plan = kindOf(credentials?.plan[account]);
      const apply = kindOf(credentials?.apply[account]);
      if (plan === apply) return [];
      const message = `is ${plan}, but apply has ${apply}: Terraform would not plan with what is given here`;
      const fix = apply === "nothing" ? `give apply.${account} too` : `give ${apply} here too`;
      return [{ path: [...path, "credentials", "plan", account], message, fix }];
    }),
  );

function kindOf(access: Access): "a profile" | "a role" | "nothing" {
  if (access === undefined) return "nothing";
  return "profile" in access ? "a profile" : "a role";
}
