import { organizationsOf, type Rule } from "../../complete/draft";
import type { Path } from "../../problems/mistake";

const ROLES = ["managementAccountId", "administratorAccountId", "logArchiveAccountId"] as const;

const FIX = {
  managementAccountId:
    "an account belongs to one AWS Organization: give the id of this one's management account",
  administratorAccountId: "delegate to a security account of its own",
  logArchiveAccountId: "give the log archive an account of its own",
} as const;

/** The management, administrator and log archive accounts must be separate accounts, across all organizations. */
export const accountsHaveOneRole: Rule = (draft) => {
  const taken = new Map<string, { role: string; path: Path }>();
  return organizationsOf(draft).flatMap(({ partition, organization, path }) =>
    ROLES.flatMap((role) => {
      const id = organization[role];
      if (id === undefined) return [];
      const other = taken.get(id);
      if (!other) {
        taken.set(id, { role: `${partition}.${role}`, path: [...path, role] });
        return [];
      }
      return [{ path: [...path, role], message: `"${id}" is ${other.role} already`, fix: FIX[role] }];
    }),
  );
};
