import { organizationsOf, type Rule } from "../../complete/draft";

/**
 * An account is entered the same way for planning and for applying. A stack is synthesized once, with one variable an
 * account, for a role or for a profile, and with apply's as its default: a value of the other kind would be ignored in
 * silence, and planning would use the access of apply.
 */
export const credentialsAreOfOneKind: Rule = (draft) =>
  organizationsOf(draft).flatMap(({ organization: { credentials }, path }) =>
    (["management", "administrator", "logArchive"] as const).flatMap((account) => {
      if (!credentials?.plan || !credentials.apply) return [];
      const plan = kindOf(credentials.plan[account]);
      const apply = kindOf(credentials.apply[account]);
      // One that is wrong, or missing where it may not be, is told by the schema.
      const isKnown = plan !== undefined && apply !== undefined;
      if (plan === apply || !isKnown || (account !== "logArchive" && [plan, apply].includes("nothing")))
        return [];
      const message = `is ${plan}, but apply has ${apply}: Terraform would not plan with what is given here`;
      const fix = apply === "nothing" ? `give apply.${account} too` : `give ${apply} here too`;
      return [{ path: [...path, "credentials", "plan", account], message, fix }];
    }),
  );

function kindOf(access: object | undefined): "a profile" | "a role" | "nothing" | undefined {
  if (access === undefined) return "nothing";
  if ("profile" in access) return "a profile";
  return "roleArn" in access ? "a role" : undefined;
}
