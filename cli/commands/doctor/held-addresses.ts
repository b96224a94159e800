import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UNREAD, type Read } from "../../../aws-clients/attempts";
import type { OrgdutyConfig } from "../../../config/config";
import { stackList, type StackEntry } from "../../../config/stack-list";
import { ownFolderOf, stateFolderOf } from "../../../config/state-folder";
import { at, unchecked, type Line } from "../../../doctor/line";
import type { HeldAddresses } from "../../../doctor/region/wish";
import type { RunMode } from "../../../terraform/engine/run-mode";
import { parseState } from "../../../terraform/state/read-state";
import { withStateBucket } from "../../state-buckets";

/** What Terraform's states have, without starting Terraform, and which of them could not be read. */
export interface ReadStates {
  readonly held: HeldAddresses;
  readonly doubts: readonly Line[];
}

/** Reads the state of each stack, on this machine or in its bucket. */
export async function heldAddresses(config: OrgdutyConfig, mode: RunMode): Promise<ReadStates> {
  const folder = stateFolderOf(config, ownFolderOf(config.path, mode.kind === "local"));
  const held = new Map<string, Read<ReadonlySet<string>>>();
  const doubts: Line[] = [];
  await Promise.all(
    stackList(config).map(async (stack) => {
      try {
        const text = await stateText(config, mode, folder, stack);
        if (text !== undefined) held.set(stack.name, new Set(parseState(text).addresses()));
      } catch (error) {
        held.set(stack.name, UNREAD);
        doubts.push(...at({ partition: stack.partition }, [doubt(stack.name, error)]));
      }
    }),
  );
  return { held, doubts };
}

/** Undefined if the stack has no state. */
async function stateText(
  config: OrgdutyConfig,
  mode: RunMode,
  folder: string,
  { name, partition }: StackEntry,
): Promise<string | undefined> {
  const organization = config.organizations[partition]!;
  if (organization.state === "local") {
    const file = join(folder, `${name}.tfstate`);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }
  return withStateBucket({ config, mode }, organization, organization.state, (bucket) => bucket.textOf(name));
}

function doubt(stack: string, error: unknown) {
  const evidence = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const fix = "sign in as Terraform does (state.s3.profile), and see the lines about state";
  return unchecked("state", `what the state of ${stack} has`, evidence, fix);
}
