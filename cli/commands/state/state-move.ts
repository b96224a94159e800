import { resolve } from "node:path";
import { stackList, stackNamed, type StackEntry } from "../../../config/stack-list";
import type { OrganizationConfig, OrgdutyConfig, State } from "../../../config/config";
import { loadProject } from "../../../organization/load-project";
import { localStates } from "../../../plans-folder/local-states";
import { openWorkspace, type Workspace } from "../../../terraform/engine/workspace";
import { lastPlace, wantedPlace } from "../../../terraform/state/refuse-elsewhere";
import { placeText } from "../../../terraform/state/state-location";
import { isSamePlace, StatePlaces } from "../../../terraform/state/state-places";
import { withLockedFolder } from "../../../terraform/state/work-folder-lock";
import { openAccounts } from "../../accounts/open-accounts";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { sayNext } from "../../terminal/next-step";
import { whatFailed } from "../../terminal/what-failed";
import { openProject, type ConfigOptions } from "../../open-project";
import { repositoryRoot } from "../../root";
import { fleetModeOf, type ModeOptions } from "../../run-mode";
import { ensureLocalBuckets } from "../../state-buckets";
import { moveOne, type Moved } from "./move-one";

/** Flags of `orgduty state move`. */
export interface StateMoveOptions extends ConfigOptions, Pick<ModeOptions, "aws"> {
  /** The config as it was before `state` changed. @default where this machine last saw each state */
  readonly from?: string;
  /** Delete the older copies. @default false: they stay where they are */
  readonly removeSource?: boolean;
  /** Do not ask. @default false */
  readonly yes?: boolean;
  /** Print what was done as one JSON document. @default false */
  readonly json?: boolean;
}

/** A stack, and the place that its state comes from. */
export interface Source {
  readonly entry: StackEntry;
  readonly from: State;
}

/** `orgduty state move`: copies every state to where the config says, compares, and remembers the new place. */
export async function run(options: StateMoveOptions, io: Io): Promise<number> {
  const project = openProject(options, io);
  const { config } = project;
  const mode = fleetModeOf(options, config, io);
  const opened = await openWorkspace({
    projectFolder: repositoryRoot(),
    ...{ config, mode, env: io.env, signal: io.signal, tell: io.err },
  });
  const sources = sourcesOf(opened, options.from && before(options.from, config, io));
  if (sources.length === 0) return nothingToMove(options, io);
  const organizations = bothEndsOf(config, sources);
  const accounts = { organizations, purpose: "apply", mode, only: ["state"], terraform: true } as const;
  const workspace = { ...opened, env: await openAccounts(accounts, io) };
  for (const { entry, from } of sources) io.err(intention(workspace, entry, from));
  if (!(await mayGoOn(options, io))) return EXIT.error;
  await ensureLocalBuckets(config, mode);
  const work = (signal: AbortSignal) => moveAll({ ...workspace, signal }, sources, options, io);
  return withLockedFolder(workspace.workFolder, work, workspace);
}

async function moveAll(
  workspace: Workspace,
  sources: readonly Source[],
  options: StateMoveOptions,
  io: Io,
): Promise<number> {
  const moved: Moved[] = [];
  const failed: { readonly stack: string; readonly error: string }[] = [];
  for (const source of sources) {
    try {
      const done = await moveOne(workspace, source, options.removeSource === true);
      io.err(`${done.stack}: ${done.outcome}${done.sourceRemoved ? ", the source is removed" : ""}`);
      moved.push(done);
    } catch (error) {
      const why = whatFailed(error, io.signal).replace(/^\w*Error: /, "");
      failed.push({ stack: source.entry.name, error: why });
      io.err(`${source.entry.name}: ${why}`);
    }
  }
  const text = [
    `moved: ${moved.length} of ${sources.length} states`,
    ...(failed.length > 0 ? ["run it again once that is mended: what is done is not done twice"] : []),
  ];
  io.out(options.json ? JSON.stringify({ schemaVersion: 1, moved, failed }, null, 2) : text.join("\n"));
  if (failed.length > 0) return EXIT.error;
  if (!options.removeSource)
    sayNext(
      io,
      options,
      "state move --remove-source",
      "once a plan shows no change: the older copies stay until then",
    );
  return EXIT.fine;
}

/** The states that are elsewhere than the config says, or have an older copy there. */
function sourcesOf(workspace: Workspace, from?: OrgdutyConfig | ""): Source[] {
  const { config, stateFolder } = workspace;
  const places = new StatePlaces(stateFolder);
  const listed = stackList(config).map(({ name }) => name);
  const names = new Set([...listed, ...Object.keys(places.all), ...localStates(stateFolder)]);
  return [...names].flatMap((name) => {
    const entry = stackNamed(config, name);
    if (!entry) return [];
    const wanted = wantedPlace(workspace, entry);
    const last = from ? wantedPlace({ config: from }, entry) : lastPlace(workspace, name);
    const source = last && !isSamePlace(last, wanted) ? last : places.of(name)?.copiedFrom;
    return source && !isSamePlace(source, wanted) ? [{ entry, from: source }] : [];
  });
}

/** The organizations whose states move, as they are opened where the states are, and where they go: each place once. */
function bothEndsOf({ organizations }: OrgdutyConfig, sources: readonly Source[]): OrganizationConfig[] {
  const ends = sources.flatMap(({ entry, from }) => {
    const organization = organizations[entry.partition];
    return organization ? [{ ...organization, state: from }, organization] : [];
  });
  return [...new Map(ends.map((end) => [JSON.stringify([end.partition, end.state]), end])).values()];
}

/** @throws CommandError if the config as it was is another one */
function before(path: string, { name }: OrgdutyConfig, io: Io): OrgdutyConfig {
  const { config } = loadProject(resolve(io.cwd, path));
  if (config.name === name) return config;
  throw new CommandError(
    `--from: ${path} is the config "${config.name}", not "${name}"`,
    "name the same config as it was before its state changed",
  );
}

function intention(workspace: Workspace, entry: StackEntry, from: State): string {
  const [source, target] = [from, wantedPlace(workspace, entry)].map((state) =>
    placeText(workspace, entry.name, state),
  );
  return `${entry.name}: ${source} -> ${target}`;
}

async function mayGoOn({ yes, removeSource }: StateMoveOptions, io: Io): Promise<boolean> {
  if (yes) return true;
  if (!io.interactive)
    throw new CommandError(
      "state move asks before it copies, and there is no terminal to ask on",
      "pass --yes",
    );
  const fate = removeSource ? "and delete the sources" : "and keep the sources";
  if ((await io.ask(`Copy these states, ${fate}? Only yes does: `)) === "yes") return true;
  io.err("nothing was moved");
  return false;
}

function nothingToMove({ json, from }: StateMoveOptions, io: Io): number {
  if (json) io.out(JSON.stringify({ schemaVersion: 1, moved: [], failed: [] }, null, 2));
  else io.out("nothing to move: no state is known to be elsewhere than the config says");
  if (!from && !json)
    io.err("if another machine applied: ./orgduty state move --from BEFORE.yaml, the config as it was");
  return EXIT.fine;
}
