import type { SnapshotRule } from "./snapshot-rule";

/** The snapshot must come from the organization's partition. */
export const snapshotIsOfPartition: SnapshotRule = ({ partition, snapshot, file }) => {
  if (snapshot.partition === partition) return [];
  const message = `${file} is a snapshot of partition ${snapshot.partition}, not ${partition}`;
  return [
    { path: ["accounts"], message, fix: `name the snapshot of ${partition}, or run ./orgduty discover` },
  ];
};
