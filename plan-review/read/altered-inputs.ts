import { PARTITIONS } from "../../aws/partitions";
import type { Project } from "../../organization/load-project";
import type { Manifest } from "../../plans-folder/manifest";

/**
 * Lists the config and the snapshots that differ from what the manifest recorded. The review judges the files that it
 * reads now, but names the recorded ones as the plans' sources. If these differ, it would attest a config that it has
 * never seen.
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
