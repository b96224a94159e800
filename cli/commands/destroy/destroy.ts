import { stackList } from "../../../config/stack-list";
import { defaultConcurrency } from "../../../terraform/process/default-concurrency";
import { withLockedFolder } from "../../../terraform/state/work-folder-lock";
import { openWorkspace, synthesizeWorkspace } from "../../../terraform/engine/workspace";
import { Journal, journalFileOf } from "../../../off-boarding/journal";
import type { MembersChoice } from "../../../off-boarding/members-left";
import { concludeDestroy } from "./conclude-destroy";
import { destroyAll } from "./destroy-all";
import { destroyNotice, membersLeft, strayNotice } from "./destroy-text";
import { openAccounts } from "../../accounts/open-accounts";
import { organizationsOf } from "../../accounts/organizations-of";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { sayNext } from "../../terminal/next-step";
import { openProject, type ConfigOptions } from "../../open-project";
import { repositoryRoot } from "../../root";
import { fleetModeOf, type ModeOptions } from "../../run-mode";
import { ensureLocalBuckets } from "../../state-buckets";
import { strayStates } from "../../stray-states";
import { chosenForDestroy } from "./chosen-for-destroy";

/** Flags of `orgduty destroy`. Without `region`, everything in the config is destroyed. */
export interface DestroyOptions extends ConfigOptions, Pick<ModeOptions, "aws"> {
  readonly region: readonly string[];
  /** Regions as well, by their stack's name. They may have left the config. @default none */
  readonly stack?: readonly string[];
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
  const mode = fleetModeOf(options, project.config, io);
  const { stacks, config, alsoRegions } = chosenForDestroy(project.config, options);
  const organizations = organizationsOf(config, stacks);
  const accounts = { organizations, purpose: "apply", mode, terraform: true, long: "destroy" } as const;
  const env = await openAccounts(accounts, io);
  const workspace = await openWorkspace({
    projectFolder: repositoryRoot(),
    ...{ config, alsoRegions, mode, env, signal: io.signal, tell: io.err },
  });
  await ensureLocalBuckets(config, mode);
  const journal = new Journal(journalFileOf(config, mode));
  const leftBefore = membersLeft(journal);
  io.err(destroyNotice({ ...options, stacks, config, isLocal: mode.kind === "local", leftBefore }));
  const { found: strays, unread } = await strayStates(workspace);
  for (const text of [...strays.map((state) => strayNotice(state, workspace)), ...unread]) io.err(text);
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
    const code = concludeDestroy({ ...outcome, config, strayStates: strays }, journal, options, io);
    const isPart = stacks.length < stackList(config).length;
    if (code === EXIT.fine && isPart && !alsoRegions.length)
      sayNext(io, options, "plan", 'first take what was destroyed out of "regions", or it comes back');
    return code;
  };
  return withLockedFolder(workspace.workFolder, work, workspace);
}
