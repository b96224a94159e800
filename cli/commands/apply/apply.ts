import { resolve } from "node:path";
import { stackList } from "../../../config/stack-list";
import type { Project } from "../../../organization/load-project";
import type { ExpectedStacks } from "../../../plan-review/conformance/expected-stacks";
import type { RuleReport } from "../../../plan-review/judge/judge-rules";
import { UnreadablePlanError } from "../../../plan-review/read/read-plan";
import { reviewPlans } from "../../../plan-review/review-plans";
import { signatureRefusals } from "../../../plan-review/report/signatures/signatures";
import {
  applyAll,
  prepareApply,
  type ApplyAllProps,
  type ApplyOutcome,
} from "../../../terraform/apply/apply-all";
import { refusals } from "../../../terraform/apply/apply-refusals";
import { defaultConcurrency } from "../../../terraform/process/default-concurrency";
import { readGit } from "../../../terraform/plan/git";
import { pinnedProviderVersion } from "../../../terraform/engine/lock-file";
import { findManifest, type Manifest } from "../../../plans-folder/manifest";
import { elsewhereNotes } from "../../../terraform/state/elsewhere-notes";
import { withLockedFolder } from "../../../terraform/state/work-folder-lock";
import { openWorkspace, type Workspace } from "../../../terraform/engine/workspace";
import { beforeStack } from "./before-stack";
import { explainFailure } from "./explain-failure";
import { existingIn } from "./find-existing";
import { leavingLines } from "./leaving";
import { PathChanges } from "./path-changes";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { sayNext } from "../../terminal/next-step";
import { expectedStacks } from "../../conformance/expected-stacks";
import { currentSettings } from "../../current-settings";
import { openProject, type ConfigOptions } from "../../open-project";
import { keepSignatures } from "../review/kept-reviews";
import { planTable } from "../plan/plan-table";
import { recordedFiles } from "../../recorded-files";
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
  const project = openProject(options, io);
  const plansFolder = resolve(io.cwd, options.out);
  const manifest = findManifest(plansFolder);
  if (!manifest) throw new CommandError(`no plans in ${options.out}`, "npx orgduty plan");
  const workspace = await openWorkspace({
    projectFolder: repositoryRoot(),
    config: project.config,
    mode: fleetModeOf(options, project.config, io),
    env: io.env,
    signal: io.signal,
    tell: io.err,
  });
  elsewhereNotes(workspace, stackList(project.config)).forEach(io.err);
  const { projectFolder, env, signal } = workspace;
  const expected = await expectedStacks({
    project,
    projectFolder,
    env,
    signal: signal ?? io.signal,
  });
  const regions = manifest.stacks.flatMap(({ kind, region }) => (kind === "region" ? [region] : []));
  const current = await currentSettings(project.config, regions, workspace.mode, io);
  refuse([
    ...(await cheapRefusals(options, io, project, workspace, manifest)),
    ...failedRules(project, plansFolder, expected, current),
    ...unsigned(project, workspace, { manifest, plansFolder, shownFolder: options.out }),
  ]);
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
  refuse(await prepareApply(props));
  const path = new PathChanges(project, props, io);
  refuse(await path.refusals());
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
  io.out(options.json ? JSON.stringify(outcomeJson(outcome), null, 2) : outcomeText(outcome));
  if (outcome.failures.length + outcome.notStarted.length > 0) return EXIT.error;
  sayNext(io, options, "verify", "reads what is really on");
  return EXIT.fine;
}

async function cheapRefusals(
  { out, maxAge }: ApplyOptions,
  io: Io,
  project: Project,
  { mode, projectFolder, run, terraform, lockFile }: Workspace,
  manifest: Manifest,
): Promise<string[]> {
  return refusals(manifest, {
    mode: mode.kind,
    ...recordedFiles(project),
    git: await readGit(projectFolder, run),
    versions: { terraform: terraform.version, provider: pinnedProviderVersion(lockFile) ?? "unknown" },
    plansFolder: resolve(io.cwd, out),
    shownFolder: out,
    now: new Date(),
    maximumAgeHours: maxAge,
  });
}

/**
 * The rules that these plans fail when judged again: an exception may have expired since the review, and AWS may have a
 * setting now that the plans would lower.
 */
function failedRules(
  project: Project,
  plansFolder: string,
  expected: ExpectedStacks,
  current: Manifest["currentSettings"],
): string[] {
  try {
    return reviewPlans(project, plansFolder, new Date(), expected, current)
      .rules.filter(({ status }) => status === "fail")
      .map(failedRule);
  } catch (error) {
    if (error instanceof UnreadablePlanError) return [`review: ${error.message.split("\n")[0]}`];
    throw error;
  }
}

/** How many pieces of evidence a refusal names. The review has all of them. */
const MOST_EVIDENCE = 3;

function failedRule({ id, title, fix, evidence }: RuleReport): string {
  const told = evidence
    .slice(0, MOST_EVIDENCE)
    .map(({ address, detail, stacks }) => [stacks.join(", "), address, detail].filter(Boolean).join(" "));
  const more = evidence.length > MOST_EVIDENCE ? [`and ${evidence.length - MOST_EVIDENCE} more`] : [];
  return `review: ${id} fails: ${title}: ${[...told, ...more].join("; ")} (${fix})`;
}

/** Which of the signatures that the config requires are missing. A rehearsal needs no signatures. */
function unsigned(
  { config }: Project,
  { mode }: Workspace,
  plans: Pick<ApplyAllProps, "manifest" | "plansFolder" | "shownFolder">,
): string[] {
  const { signatures } = config.review;
  return signatures && mode.kind === "live" ? signatureRefusals({ signatures, ...plans }) : [];
}

/** Throws one error with every reason. */
function refuse(reasons: readonly string[]): void {
  if (reasons.length === 0) return;
  const count = `${reasons.length} ${reasons.length === 1 ? "reason" : "reasons"}`;
  const message = [`not applied, for ${count}:`, ...reasons.map((reason) => `  ${reason}`)].join("\n");
  throw new CommandError(message, "plan again (npx orgduty plan), review, and apply that");
}

function outcomeText({ applied, unchanged, failures, notStarted }: ApplyOutcome): string {
  const list = (title: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`${title}: ${names.join(", ")}`];
  const failed = failures.map(({ stackName }) => stackName);
  const lines = [
    ...list("applied", applied),
    ...list("nothing to do", unchanged),
    ...list("failed", failed),
    ...list("not started", notStarted),
  ];
  const unfinished = failed.length + notStarted.length > 0;
  // A plan of the same snapshot would try to create it again, and fail again.
  const exists = failures.some(({ diagnostics }) => diagnostics.includes("npx orgduty discover"));
  const next = exists
    ? "to go on: record what exists (npx orgduty discover), then plan, review, and apply that"
    : "to go on: plan again (npx orgduty plan), review, and apply that";
  return [...lines, ...(unfinished ? [next] : [])].join("\n");
}

function outcomeJson({ applied, unchanged, failures, notStarted }: ApplyOutcome): object {
  const failed = failures.map(({ stackName, diagnostics }) => ({ stack: stackName, diagnostics }));
  return { applied, nothingToDo: unchanged, failed, notStarted };
}
