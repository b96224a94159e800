import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { evidenceText } from "../__tests__/plan-review/evidence-text";
import { renderMarkdown } from "../drawing/markdown/render-markdown";
import { loadProject } from "../organization/load-project";
import { reviewReport } from "../plan-review/report/review-report";
import { reviewPlans } from "../plan-review/review-plans";
import { stateOf } from "./review-cases/state-of";

/**
 * Makes the review's cases anew with real Terraform: `npm run cases [name...]`. A case is a config with its accounts, and
 * where there is a before.yaml, the state that applying it would have left. No AWS is asked. With `--texts` the plans stay
 * as they are, and only what is expected of them is written anew: no Terraform runs.
 */
const ROOT = resolve(__dirname, "..");
const CASES = join(ROOT, "__tests__/cases/review");

/** The day on which every case is reviewed. */
const TODAY = new Date("2026-11-24T12:00:00Z");

function main(names: readonly string[], isTextsOnly: boolean): void {
  for (const name of readdirSync(CASES).filter((entry) => names.length === 0 || names.includes(entry))) {
    const folder = join(CASES, name);
    if (!isTextsOnly) planAnew(name, folder);
    const review = reviewPlans(loadProject(join(folder, "orgduty.yaml")), join(folder, "planned"), TODAY);
    writeFileSync(join(folder, "expected.md"), renderMarkdown(reviewReport(review)));
    writeFileSync(join(folder, "expected.evidence.txt"), evidenceText(review.rules));
    console.log(`${name}: ${review.verdict.headline}`);
  }
}

function planAnew(name: string, folder: string): void {
  const work = mkdtempSync(join(tmpdir(), `orgduty-case-${name}-`));
  cpSync(folder, work, { recursive: true });
  cpSync(join(ROOT, "examples/acme/.terraform.lock.hcl"), join(work, ".terraform.lock.hcl"));
  if (existsSync(join(work, "before.yaml"))) writeStates(work);
  plan(work, "orgduty.yaml", "plans");
  keepPlans(join(work, "plans"), join(folder, "planned"));
  rmSync(work, { recursive: true });
}

function plan(work: string, config: string, out: string): void {
  const args = [
    "bin/orgduty.js",
    "plan",
    "--offline",
    "--config",
    join(work, config),
    "--out",
    join(work, out),
  ];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`${basename(work)}: orgduty plan ended with ${status}`);
}

/** The state that applying before.yaml would have left, where the plan of orgduty.yaml looks for it. */
function writeStates(work: string): void {
  plan(work, "before.yaml", "before");
  const { name } = loadProject(join(work, "before.yaml")).config;
  const states = join(work, ".orgduty/state", name);
  mkdirSync(states, { recursive: true });
  for (const stack of stacksIn(join(work, "before"))) {
    const before = JSON.parse(readFileSync(join(work, "before", stack, "plan.json"), "utf8")) as Parameters<
      typeof stateOf
    >[0];
    writeFileSync(join(states, `${stack}.tfstate`), JSON.stringify(stateOf(before)));
  }
  rmSync(join(work, "before"), { recursive: true });
}

/** Keeps what depends on nothing but the case: no plan files, no times, no commit, no path of this machine. */
function keepPlans(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  for (const stack of stacksIn(from)) {
    mkdirSync(join(to, stack));
    cpSync(join(from, stack, "plan.json"), join(to, stack, "plan.json"));
  }
  const manifest = JSON.parse(readFileSync(join(from, "manifest.json"), "utf8")) as {
    config: { path: string };
    snapshots: Record<string, { path: string }>;
    stacks: { seconds: number; planSha256: string }[];
  };
  const local = <File extends { path: string }>(file: File) => ({ ...file, path: basename(file.path) });
  const kept = {
    ...manifest,
    createdAt: TODAY.toISOString(),
    git: null,
    config: local(manifest.config),
    snapshots: Object.fromEntries(
      Object.entries(manifest.snapshots).map(([key, file]) => [key, local(file)]),
    ),
    stacks: manifest.stacks.map((stack) => ({ ...stack, seconds: 0, planSha256: NO_PLAN_FILE })),
  };
  writeFileSync(join(to, "manifest.json"), `${JSON.stringify(kept, null, 2)}\n`);
}

const NO_PLAN_FILE = createHash("sha256").digest("hex");

function stacksIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

const args = process.argv.slice(2);
main(
  args.filter((arg) => arg !== "--texts"),
  args.includes("--texts"),
);
