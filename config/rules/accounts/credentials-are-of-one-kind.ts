import { organizationsOf, type Rule } from "../../complete/draft";

/**
 * Plan and apply must access an account in the same way. A stack is synthesized once, with one variable for each
 * account, either for a role or for a profile, and its default is apply's value. A value of the other kind would be
 * silently ignored, and planning would use apply's access.
 */
export const credentialsAreOfOneKind: Rule = (draft) =>
  organizationsOf(draft).flatMap(({ organization: { credentials }, path }) =>
    (["management", "administrator", "logArchive"] as const).flatMap((account) => {
      if (!credentials?.plan || !credentials.apply) return [];
      const plan = kindOf(credentials.plan[account]);
      const apply = kindOf(credentials.apply[account]);
      // The schema reports an access that is wrong, or missing although it is required.
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
