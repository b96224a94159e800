import type { SnapshotRule } from "./snapshot-rule";

const ROLES = ["managementAccountId", "administratorAccountId", "logArchiveAccountId"] as const;

/** The management, administrator and log archive accounts must be active accounts of the organization. */
export const coreAccountsAreActive: SnapshotRule = ({ organization, snapshot, file }) =>
  ROLES.flatMap((role) => {
    const id = organization[role];
    // A different management account means a different organization: snapshot-has-same-management reports that.
    if (id === undefined || (role === "managementAccountId" && id !== snapshot.managementAccountId))
      return [];
    const account = snapshot.accounts.find((candidate) => candidate.id === id);
    if (account?.state === "ACTIVE") return [];
    const message = account ? `"${id}" is ${account.state} in ${file}` : `"${id}" is not in ${file}`;
    return [
      {
        path: [role],
        message,
        fix: "name an active account of this organization, or run ./orgduty discover",
      },
    ];
  });
