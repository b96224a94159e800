import { resolve } from "node:path";
import { stackList } from "../../../config/stack-list";
import type { Project } from "../../../organization/load-project";
import { applyAll, prepareApply, type ApplyAllProps } from "../../../terraform/apply/apply-all";
import { defaultConcurrency } from "../../../terraform/process/default-concurrency";
import { findManifest } from "../../../plans-folder/manifest";
import { elsewhereNotes } from "../../../terraform/state/elsewhere-notes";
import { withLockedFolder } from "../../../terraform/state/work-folder-lock";
import { openWorkspace } from "../../../terraform/engine/workspace";
import { beforeStack } from "./before-stack";
import { explainFailure } from "./explain-failure";
import { existingIn } from "./find-existing";
import { leavingLines } from "./leaving";
import { afterRefusal, outcomeJson, outcomeText } from "./outcome";
import { PathChanges } from "./path-changes";
import { cheapRefusals, failedRules, unsigned } from "./refusals";
import { openAccounts } from "../../accounts/open-accounts";
import { organizationsOf } from "../../accounts/organizations-of";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { sayNext } from "../../terminal/next-step";
import { expectedStacks } from "../../conformance/expected-stacks";
import { currentSettings } from "../../current-settings";
import { openProject, projectOfPlans, type ConfigOptions } from "../../open-project";
import { keepSignatures } from "../review/kept-reviews";
import { planTable } from "../plan/plan-table";
import { repositoryRoot } from "../../root";
import { fleetModeOf, type ModeOptions } from "../../run-mode";
import { stackProgress } from "../../stack-progress";

/** Flags of `orgduty apply`. None selects stacks: everything that was reviewed is applied. */
export interface ApplyOptions extends ConfigOptions, Pick<ModeOptions, "aws"> {
  readonly out: string;
  readonly maxAge: number;
  /** Stacks applied at once. @default from cores and memory */
  readonly concurrency?: number;
  /** Apply without asking; needed if there is no terminal to ask on. @default false */
  readonly yes?: boolean;
  /** Print the outcome as one JSON document. @default false */
  readonly json?: boolean;
}

/** An apply mostly waits for AWS. */
const STACKS_A_CORE = 2;

/** `orgduty apply`: applies exactly the reviewed plan files, in order, or prints every reason for refusing. */
export async function run(options: ApplyOptions, io: Io): Promise<number> {
  if (!options.yes && !io.interactive)
    throw new CommandError("apply asks before it changes AWS", "pass --yes");
  const whole = openProject(options, io);
  const plansFolder = resolve(io.cwd, options.out);
  const manifest = findManifest(plansFolder);
  if (!manifest) throw new CommandError(`no plans in ${options.out}`, "./orgduty plan");
  const project = projectOfPlans(whole, manifest);
  const mode = fleetModeOf(options, project.config, io);
  const opened = await openWorkspace({
    projectFolder: repositoryRoot(),
    config: project.config,
    mode,
    env: io.env,
    signal: io.signal,
    tell: io.err,
  });
  elsewhereNotes(opened, stackList(project.config)).forEach(io.err);
  const cheap = await cheapRefusals(options, io, project, opened, manifest);
  const organizations = organizationsOf(project.config, manifest.stacks);
  const accounts = { organizations, purpose: "apply", mode, terraform: true, long: "apply" } as const;
  // Nobody is asked for an MFA code for plans that are refused anyway.
  const workspace = cheap.length > 0 ? opened : { ...opened, env: await openAccounts(accounts, io) };
  const { projectFolder, env, signal } = workspace;
  const expected = await expectedStacks({
    project,
    projectFolder,
    env,
    signal: signal ?? io.signal,
  });
  const regions = manifest.stacks.flatMap(({ kind, region }) => (kind === "region" ? [region] : []));
  const current = await currentSettings(project.config, regions, workspace.mode, "apply", io);
  const reasons = [
    ...cheap,
    ...failedRules(project, plansFolder, expected, current),
    ...(await unsigned(project, workspace, { manifest, plansFolder, shownFolder: options.out })),
  ];
  refuse(reasons, options);
  const props = {
    ...{ workspace, manifest, plansFolder },
    shownFolder: options.out,
    concurrency: options.concurrency ?? defaultConcurrency(STACKS_A_CORE),
  };
  const work = (signal: AbortSignal) =>
    checkAndApply(options, io, project, { ...props, workspace: { ...workspace, signal } });
  return withLockedFolder(workspace.workFolder, work, workspace);
}

async function checkAndApply(
  options: ApplyOptions,
  io: Io,
  project: Project,
  props: ApplyAllProps,
): Promise<number> {
  io.err("checking the plan files");
  refuse(await prepareApply(props), options);
  const path = new PathChanges(project, props, io);
  refuse(await path.refusals(), options);
  io.err([planTable(props.manifest.stacks), ...leavingLines(project, props), ...path.lines].join("\n"));
  if (!options.yes && (await io.ask("Apply these plans? Only yes does: ")) !== "yes") {
    io.err("nothing was applied");
    return EXIT.error;
  }
  keepSignatures(props.plansFolder);
  const before = beforeStack(project, props, io);
  const outcome = await applyAll({
    ...props,
    arrange: path.arrange,
    beforeStack: async (entry) => {
      await before.run(entry);
      await path.before(entry);
    },
    explainFailure: (entry, diagnostics) => explainFailure(project, props.workspace.mode, entry, diagnostics),
    findExisting: existingIn(project, props.workspace),
    onStep: stackProgress(props.manifest.stacks.length, "applied", io),
  });
  before.conclude(outcome.applied);
  for (const { message } of outcome.failures) io.err(`\n${message}`);
  io.out(options.json ? JSON.stringify(outcomeJson(outcome), null, 2) : outcomeText(outcome, options));
  if (outcome.failures.length + outcome.notStarted.length > 0) return EXIT.error;
  if (project.config.part === "bootstrap") sayNext(io, options, "plan", "works as the roles that were made");
  else sayNext(io, options, "verify", "reads what is really on");
  return EXIT.fine;
}

/** Throws one error with every reason. */
function refuse(reasons: readonly string[], options: ApplyOptions): void {
  if (reasons.length === 0) return;
  const count = `${reasons.length} ${reasons.length === 1 ? "reason" : "reasons"}`;
  const message = [`not applied, for ${count}:`, ...reasons.map((reason) => `  ${reason}`)].join("\n");
  throw new CommandError(message, afterRefusal(reasons, options));
}
