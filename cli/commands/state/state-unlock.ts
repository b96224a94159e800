import { stackNamed, type StackEntry } from "../../../config/stack-list";
import { StackError } from "../../../terraform/engine/stack-run";
import { openWorkspace, type Workspace } from "../../../terraform/engine/workspace";
import { StateAt } from "../../../terraform/state/state-at";
import { placeText } from "../../../terraform/state/state-location";
import { statePlacesOf } from "../../../terraform/state/refuse-elsewhere";
import { withLockedFolder } from "../../../terraform/state/work-folder-lock";
import { openProject, type ConfigOptions } from "../../open-project";
import { repositoryRoot } from "../../root";
import { fleetModeOf, type ModeOptions } from "../../run-mode";
import { CommandError, EXIT, type Io } from "../../terminal/io";

/** Words and flags of `orgduty state unlock`. */
export interface StateUnlockOptions extends ConfigOptions, Pick<ModeOptions, "aws"> {
  readonly stack: string;
  /** The id of the lock to remove. */
  readonly id: string;
  /** Do not ask. @default false */
  readonly yes?: boolean;
  /** Print what was done as one JSON document. @default false */
  readonly json?: boolean;
}

/** `orgduty state unlock`: removes exactly the lock that a person names, from a state in a bucket. */
export async function run(options: StateUnlockOptions, io: Io): Promise<number> {
  const { stack, id, yes, json } = options;
  if (!yes && !io.interactive)
    throw new CommandError("state unlock asks first, and there is no terminal to ask on", "pass --yes");
  const { config } = openProject(options, io);
  const entry = stackNamed(config, stack);
  if (!entry)
    throw new CommandError(`the config has no stack "${stack}"`, "copy the command from the refusal");
  const mode = fleetModeOf(options, config, io);
  const workspace = await openWorkspace({
    projectFolder: repositoryRoot(),
    ...{ config, mode, env: io.env, signal: io.signal, tell: io.err },
  });
  io.err(`${stack}: whoever has the lock ${id} may be writing the state at this moment`);
  if (!yes && (await io.ask("Has that process ended? Only yes removes its lock: ")) !== "yes") {
    io.err("nothing was unlocked");
    return EXIT.error;
  }
  const work = (signal: AbortSignal) => unlock({ ...workspace, signal }, entry, id);
  const place = await withLockedFolder(workspace.workFolder, work, workspace);
  io.out(json ? JSON.stringify({ schemaVersion: 1, stack, id, place }, null, 2) : `unlocked: ${place}`);
  return EXIT.fine;
}

/** Tries each bucket that has or had the state: a lock's id is found in one only. Returns where it was. */
async function unlock(workspace: Workspace, entry: StackEntry, id: string): Promise<string> {
  const stack = entry.name;
  const buckets = statePlacesOf(workspace, entry).filter((place) => place !== "local");
  if (buckets.length === 0)
    throw new CommandError(
      `the state of ${stack} is a file, whose lock ends with its process`,
      "wait until that has finished, or end it",
    );
  const refusals: string[] = [];
  for (const bucket of buckets) {
    const where = placeText(workspace, stack, bucket);
    try {
      await new StateAt(workspace, entry, bucket).unlock(id);
      return where;
    } catch (error) {
      if (!(error instanceof StackError)) throw error;
      refusals.push(`  ${where}: ${error.diagnostics}`);
    }
  }
  throw new CommandError(
    [`${stack} has no lock ${id}`, ...refusals].join("\n"),
    "run the refused command again: it says which lock there is now",
  );
}
