import { LIMITS, overLimit } from "../../../aws/limits";
import { organizationsOf, type Rule } from "../../complete/draft";
import { roleNames } from "../../names";

/** A prefix makes every role's name longer, and IAM refuses a name that is too long only when it is applied. */
export const roleNamesFit: Rule = (draft) =>
  organizationsOf(draft).flatMap(({ organization, path }) => {
    const { namePrefix } = organization.iam ?? {};
    if (namePrefix === undefined || draft.name === undefined) return [];
    const names = roleNames({ name: draft.name }).map((name) => `${namePrefix}${name}`);
    const longest = names.reduce((one, other) => (other.length > one.length ? other : one));
    const over = overLimit(LIMITS.roleNameCharacters, longest.length);
    if (over === undefined) return [];
    const excess = longest.length - LIMITS.roleNameCharacters.most;
    return [
      {
        path: [...path, "iam", "namePrefix"],
        message: `the role ${longest} would have ${over}`,
        fix: `shorten the prefix or name by ${excess}`,
      },
    ];
  });
