import { partitionOf, PARTITIONS } from "../../../../aws/partitions";
import type { MessSeed } from "../../../../local-aws/seed/messy-region";
import type { LocalAws } from "../../../../local-aws/start";
import { CommandError } from "../../../terminal/io";
import type { Project } from "../../../../organization/load-project";

/** Makes each partition's organization as messy as the seed says. */
export async function seedMesses(
  local: Pick<LocalAws, "seedMess">,
  { snapshots }: Pick<Project, "snapshots">,
  mess: MessSeed,
): Promise<void> {
  for (const partition of PARTITIONS) {
    const snapshot = snapshots[partition];
    const regions = Object.entries(mess.regions).filter(([region]) => partitionOf(region) === partition);
    if (!snapshot || regions.length === 0) continue;
    const { managementAccountId } = snapshot;
    const seeding = local.seedMess({
      partition,
      managementAccountId,
      mess: { ...mess, regions: Object.fromEntries(regions) },
    });
    await seeding.catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new CommandError(`--seed: AWS would not have this: ${why}`, "correct the region in the seed");
    });
  }
}
