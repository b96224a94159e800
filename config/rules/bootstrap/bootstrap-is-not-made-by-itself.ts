import { parseArn } from "../../../aws/arn";
import { FIRST_ROLE } from "../../complete/bootstrap-defaults";
import { organizationsOf, type Rule } from "../../complete/draft";

/** What bootstrap works as must be there before it, and outlive it. */
export const bootstrapIsNotMadeByItself: Rule = (draft) => {
  const { bootstrap } = draft;
  if (bootstrap === undefined) return [];
  return organizationsOf(draft).flatMap(({ partition, organization: { credentials }, path }) => {
    const own = bootstrap.credentials?.[partition];
    return (["plan", "apply"] as const).flatMap((purpose) =>
      (["management", "administrator", "logArchive"] as const).flatMap((account) => {
        const made = credentials?.[purpose]?.[account];
        if (!made || !("roleArn" in made) || made.roleArn === undefined) return [];
        const first = own?.[account];
        const works =
          own === undefined
            ? parseArn(made.roleArn).resource === `role/${bootstrap.roleName ?? FIRST_ROLE}`
            : first !== undefined && "roleArn" in first && first.roleArn === made.roleArn;
        if (!works) return [];
        const message = "is what bootstrap itself works as, so that it cannot make it";
        const fix = "name another role here, or give bootstrap another: bootstrap.roleName";
        return [{ path: [...path, "credentials", purpose, account], message, fix }];
      }),
    );
  });
};
