import type { SnapshotRule } from "./snapshot-rule";

/** Config and snapshot must describe the same organization. */
export const snapshotHasSameManagement: SnapshotRule = ({ organization, snapshot, file }) => {
  const id = organization.managementAccountId;
  if (id === undefined || id === snapshot.managementAccountId) return [];
  const message = `${file} describes the organization managed by "${snapshot.managementAccountId}", got "${id}"`;
  return [
    {
      path: ["managementAccountId"],
      message,
      fix: "correct the id, or name the snapshot of this organization",
    },
  ];
};
