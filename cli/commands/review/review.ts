import { join, resolve } from "node:path";
import { BaselineError, readBaseline } from "../../../plan-review/report/baseline/baseline";
import { compare } from "../../../plan-review/report/baseline/compare-reviews";
import type { ExpectedStacks } from "../../../plan-review/conformance/expected-stacks";
import type { RenderedPlans } from "../../../plan-review/read/read-plans";
import { UnreadablePlanError } from "../../../plan-review/read/read-plan";
import type { Review } from "../../../plan-review/report/review";
import { reviewText } from "../../../plan-review/report/review-report";
import { reviewPlansMeanwhile } from "../../../plan-review/review-plans";
import {
  BUNDLES_FILE,
  SIGNATURES_FILE,
  STATEMENT_FILE,
} from "../../../plan-review/report/signatures/signature-files";
import { reviewFiles, summaryFiles, writeFiles } from "../../../plan-review/report/write-review";
import type { SignaturesConfig } from "../../../config/config";
import type { Project } from "../../../organization/load-project";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { configSource } from "./config-source";
import { expectedStacks } from "../../conformance/expected-stacks";
import { repositoryRoot } from "../../root";
import { findManifest, readManifest } from "../../../plans-folder/manifest";
import { keepReview, lastReview } from "./kept-reviews";
import { lineCommits } from "./line-commits";
import { alreadyThereNotes } from "../../already-there";
import { stateNotes } from "../../state-notes";
import { renderedPlans } from "./rendered-plans";
import { nextStep } from "./next-step";
import { openProject, projectOfPlans, type ConfigOptions } from "../../open-project";

/** Flags of `orgduty review`. No flag silences a rule: only the config can, and the review then says so. */
export interface ReviewOptions extends ConfigOptions {
  readonly out: string;
  /** An earlier review.json, or `last` for the last one of other plans, to show what changed since. @default none: nothing is compared */
  readonly baseline?: string;
  /** A git ref: the plans are compared with the stacks that its code makes. @default this checkout as it is */
  readonly code?: string;
  /** Render each plan file with Terraform, and judge that instead of plan.json. @default false */
  readonly render?: boolean;
  /** Also write summary.md, cut to a CI job's limit. @default false */
  readonly summary?: boolean;
  /** Print the review as one JSON document. @default false */
  readonly json?: boolean;
}

/** `orgduty review`: answers what the plans in a folder will do, as an auditor would ask. It fails if a rule fails. */
export async function run(options: ReviewOptions, io: Io): Promise<number> {
  const folder = resolve(io.cwd, options.out);
  const project = projectOfPlans(openProject(options, io), findManifest(folder));
  const { env, signal } = io;
  const baseline = baselineOf(options, project, folder, io);
  const rendered = options.render ? await renderedPlans(project, folder, io) : undefined;
  const expected = expectedStacks({
    project,
    projectFolder: repositoryRoot(),
    env,
    signal,
    ...(options.code ? { code: options.code } : {}),
  });
  const judged = await reviewed({ project, folder, expected, rendered }, baseline);
  const review = { ...judged, commits: await lineCommits(project.config.path, acceptedPaths(judged)) };
  const source = await configSource(project);
  writeFiles(folder, { ...reviewFiles(review, source), ...(options.summary ? summaryFiles(review) : {}) });
  keepReview(folder, review.reviewedAt);
  io.out(options.json ? JSON.stringify(review, null, 2) : reviewText(review));
  io.err(`review: ${join(options.out, "review.html")}`);
  const { signatures } = project.config.review;
  if (signatures) io.err(toBeSigned(signatures, options.out));
  stateNotes(project, review.provenance.mode).forEach(io.err);
  alreadyThereNotes({ manifest: readManifest(folder), plansFolder: folder }).forEach(io.err);
  if (!options.json)
    io.err(nextStep({ ...options, review, isBootstrap: project.config.part === "bootstrap" }));
  return review.verdict.passed ? EXIT.fine : EXIT.failures;
}

/** Who has to sign, and where the signatures go. */
function toBeSigned({ keys, identities, required }: SignaturesConfig, out: string): string {
  const [statement, ...into] = [
    STATEMENT_FILE,
    ...(keys.length > 0 ? [SIGNATURES_FILE] : []),
    ...(identities.length > 0 ? [BUNDLES_FILE] : []),
  ].map((file) => join(out, file));
  const job = identities.length > 0 ? " (./orgduty sign, in the job)" : "";
  return `to be signed by ${required} of ${keys.length + identities.length}: ${statement}, into ${into.join(" or ")}${job}`;
}

/** The file to compare with. The first review of an organization has none, also if `last` is asked for. */
function baselineOf(
  { baseline, out }: ReviewOptions,
  { config }: Project,
  folder: string,
  io: Io,
): string | undefined {
  if (baseline !== "last") return baseline && resolve(io.cwd, baseline);
  readManifest(folder);
  const last = lastReview(folder, config.name);
  if (!last) io.err(`no review of other plans beside ${out}, in reviews/: nothing to compare with`);
  return last;
}

/** Every place in the config where somebody accepts something. */
function acceptedPaths({ exceptions, figures }: Review): string[] {
  const lowering = figures.flatMap(({ lowered }) => lowered.flatMap(({ paths }) => paths));
  return [...new Set([...exceptions.map(({ path }) => path), ...lowering])];
}

interface Reviewed {
  readonly project: Project;
  readonly folder: string;
  readonly expected: Promise<ExpectedStacks>;
  readonly rendered: RenderedPlans | undefined;
}

async function reviewed(
  { project, folder, expected, rendered }: Reviewed,
  baseline: string | undefined,
): Promise<Review> {
  try {
    const review = await reviewPlansMeanwhile(project, folder, new Date(), expected, rendered);
    return baseline ? { ...review, since: compare(readBaseline(baseline), review) } : review;
  } catch (error) {
    const isMistake = error instanceof UnreadablePlanError || error instanceof BaselineError;
    throw isMistake ? new CommandError(error.message) : error;
  }
}
