import { PARTITIONS } from "../../aws/partitions";
import type { Project } from "../../organization/load-project";
import type { Manifest } from "../../plans-folder/manifest";

/**
 * The config and the snapshots that are not what the manifest recorded. The review judges what it reads now and names
 * what was planned from: where these are two things, it would attest a config that it has never seen.
 */
export function alteredInputs({ files }: Project, { config, snapshots }: Manifest): string[] {
  return [
    ...(files.config.sha256 === config.sha256 ? [] : [config.path]),
    ...PARTITIONS.flatMap((partition) =>
      files.snapshots[partition]?.sha256 === snapshots[partition]?.sha256
        ? []
        : [snapshots[partition]?.path ?? `the snapshot of ${partition}`],
    ),
  ];
}
