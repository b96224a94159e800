import { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { Calls } from "../../../aws-clients/calls";
import { findDetectorId } from "../../../aws-clients/find-detector";
import { makeClient } from "../../../aws-clients/make-client";
import { signIn, type WorkAccount } from "../../../aws-clients/sign-in";
import type { StackEntry } from "../../../config/stack-list";
import { existingResources } from "../../../intent/existing-resources";
import type { Project } from "../../../organization/load-project";
import type { RunMode } from "../../../terraform/engine/run-mode";
import { CommandError, type Io } from "../../terminal/io";

/**
 * Terraform cannot import a detector that is not there. A snapshot of AWS has detectors that the local AWS does not, and
 * so has one that was read before the local AWS was started anew.
 * @throws CommandError naming the regions
 */
export async function refuseForeignSnapshot(
  project: Pick<Project, "config" | "snapshots">,
  stacks: readonly StackEntry[],
  mode: RunMode,
  { signal }: Pick<Io, "signal">,
): Promise<void> {
  if (mode.kind !== "local") return;
  const { endpoint } = mode;
  const regions = stacks.filter(({ kind }) => kind === "region");
  const foreign = await Promise.all(
    regions.map(async (stack) => ((await isForeign(project, stack, endpoint, signal)) ? [stack.region] : [])),
  );
  const names = foreign.flat();
  if (names.length === 0) return;
  throw new CommandError(
    `the snapshot has detectors that the local AWS does not have, in ${names.join(", ")}: it is of AWS, or of an earlier local AWS`,
    "in a copy of the config's folder: ./orgduty local start --seed FILE, ./orgduty discover --aws local, then plan (docs/adopting.md)",
  );
}

async function isForeign(
  { config, snapshots }: Pick<Project, "config" | "snapshots">,
  { partition, region }: StackEntry,
  endpoint: string,
  signal: AbortSignal,
): Promise<boolean> {
  const [organization, snapshot] = [config.organizations[partition], snapshots[partition]];
  if (!organization || !snapshot) return false;
  const { managementDetector, administratorDetector } = existingResources(organization, snapshot, region);
  const enter = signIn({ organization, purpose: "plan", endpoint });
  const isMissing = async (account: WorkAccount, recorded: string | undefined) => {
    if (recorded === undefined) return false;
    const client = makeClient(GuardDutyClient, enter(account, region));
    try {
      return (await findDetectorId(client, new Calls({ signal }))) !== recorded;
    } catch {
      // What cannot be asked here cannot be planned either, and Terraform says why.
      signal.throwIfAborted();
      return false;
    } finally {
      client.destroy();
    }
  };
  const missing = [
    isMissing("management", managementDetector),
    isMissing("administrator", administratorDetector),
  ];
  return (await Promise.all(missing)).includes(true);
}
