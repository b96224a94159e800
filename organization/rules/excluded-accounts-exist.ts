import type { SnapshotRule } from "./snapshot-rule";

/** Every excluded account must exist in the organization. Otherwise a mistyped id leaves the intended account enrolled. */
export const excludedAccountsExist: SnapshotRule = ({ organization, snapshot, file }) => {
  const known = new Set(snapshot.accounts.map(({ id }) => id));
  return Object.keys(organization.enrolment?.exclude ?? {})
    .filter((id) => !known.has(id))
    .map((id) => ({
      path: ["enrolment", "exclude", id],
      message: `"${id}" is not in ${file}`,
      fix: "correct the id, or remove the entry",
    }));
};
