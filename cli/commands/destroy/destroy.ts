import { offer } from "../../../config/problems/nearest";
import { stackList, type StackEntry } from "../../../config/stack-list";
import type { Project } from "../../../organization/load-project";
import { defaultConcurrency } from "../../../terraform/process/default-concurrency";
import { withLockedFolder } from "../../../terraform/state/work-folder-lock";
import { openWorkspace, synthesizeWorkspace } from "../../../terraform/engine/workspace";
import { Journal, journalFileOf } from "../../../off-boarding/journal";
import type { MembersChoice } from "../../../off-boarding/members-left";
import { concludeDestroy } from "./conclude-destroy";
import { destroyAll } from "./destroy-all";
import { destroyNotice, membersLeft, strayStateText } from "./destroy-text";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { openProject, type ConfigOptions } from "../../open-project";
import { repositoryRoot } from "../../root";
import { fleetModeOf, type ModeOptions } from "../../run-mode";
import { statesWithoutStack } from "../../../plans-folder/local-states";

/** Flags of `orgduty destroy`. Without `region`, everything in the config is destroyed. */
export interface DestroyOptions extends ConfigOptions, Pick<ModeOptions, "aws"> {
  readonly region: readonly string[];
  readonly members: MembersChoice;
  /** A role in the members that may delete their detectors. @default none: the detectors stay, on or suspended */
  readonly memberRole?: string;
  /** Stacks destroyed at once. @default from cores and memory */
  readonly concurrency?: number;
  /** A JSON file for the result. @default the result is only printed */
  readonly out?: string;
  /** Destroy without asking for the config's name. @default false */
  readonly yes?: boolean;
  /** Print what was done as one JSON document. @default false */
  readonly json?: boolean;
}

/** Like an apply, a destroy mostly waits for AWS. */
const STACKS_A_CORE = 2;

/** `orgduty destroy`: off-boards in the safe order once confirmed, and continues a destroy that was cut off. */
export async function run(options: DestroyOptions, io: Io): Promise<number> {
  if (!options.yes && !io.interactive)
    throw new CommandError("destroy asks for confirmation, and there is no terminal to ask on", "pass --yes");
  const project = openProject(options, io);
  const stacks = chosenStacks(project, options.region);
  const mode = fleetModeOf(options, project.config, io);
  const { config } = project;
  const workspace = await openWorkspace({
    projectFolder: repositoryRoot(),
    ...{ config, mode, env: io.env, signal: io.signal, tell: io.err },
  });
  const journal = new Journal(journalFileOf(config, mode));
  const leftBefore = membersLeft(journal);
  io.err(destroyNotice({ ...options, stacks, config, isLocal: mode.kind === "local", leftBefore }));
  const strayStates = statesWithoutStack(config, workspace.stateFolder);
  for (const state of strayStates) io.err(strayStateText(state));
  if (!options.yes && (await io.ask(`Type ${config.name} to destroy it: `)) !== config.name) {
    io.err("nothing was destroyed");
    return EXIT.error;
  }
  const work = async (signal: AbortSignal) => {
    if (stacks.some(({ name }) => journal.unfinished.includes(name)))
      io.err(`continuing the destroy that began at ${journal.startedAt}`);
    io.err("synthesizing");
    await synthesizeWorkspace(workspace, stacks);
    const outcome = await destroyAll({
      ...{ workspace: { ...workspace, signal }, stacks, journal, members: options.members },
      ...(options.memberRole === undefined ? {} : { memberRole: options.memberRole }),
      concurrency: options.concurrency ?? defaultConcurrency(STACKS_A_CORE),
      onStep: (stack, text) => io.err(`${stack}: ${text}`),
    });
    return concludeDestroy({ ...outcome, config, strayStates }, journal, options, io);
  };
  return withLockedFolder(workspace.workFolder, work, workspace);
}

/**
 * Every stack, or only those of the named regions. The foundation is included only if all regions of its partition are
 * included.
 */
function chosenStacks({ config }: Project, names: readonly string[]): StackEntry[] {
  const all = stackList(config);
  if (names.length === 0) return all;
  const regions = all.filter(({ kind }) => kind === "region");
  const known = regions.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new CommandError(`--region: the config has no region "${unknown}"`, offer(unknown, known));
  return regions.filter(({ name }) => names.includes(name));
}
