import { organizationsOf, type Rule } from "../../complete/draft";

const ROLES = "administrator: arn:aws:iam::222222222222:role/orgduty-plan";

/** Bootstrap makes the roles that the credentials name: one that reads, and another that changes. */
export const bootstrapMakesTwoRoles: Rule = (draft) => {
  if (draft.bootstrap === undefined) return [];
  return organizationsOf(draft).flatMap(({ organization: { credentials }, path }) => {
    const at = [...path, "credentials"];
    if (credentials === undefined) {
      const message = "bootstrap makes the roles that are named here, and none is";
      return [{ path: at, message, fix: `name the roles of plan and of apply, e.g. ${ROLES}` }];
    }
    const { plan = {}, apply = {} } = credentials;
    return (["management", "administrator", "logArchive"] as const).flatMap((account) => {
      const [reads, changes] = [plan[account], apply[account]];
      if (changes !== undefined && "profile" in changes) {
        const message = "a profile names no role that bootstrap could make";
        return [{ path: [...at, "apply", account], message, fix: `name the role's ARN, e.g. ${ROLES}` }];
      }
      if (!reads || !changes || !("roleArn" in reads) || !("roleArn" in changes)) return [];
      if (reads.roleArn === undefined || reads.roleArn !== changes.roleArn) return [];
      const message = "is the role of plan as well, which must not be able to change anything";
      return [{ path: [...at, "apply", account], message, fix: "give plan and apply a role each" }];
    });
  });
};
