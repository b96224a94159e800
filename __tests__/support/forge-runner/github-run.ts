import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Job, Step, Workflow } from "../../../pipeline/github/workflow";
import { asyncRun } from "../async-run";
import { ROOT } from "../orgduty";
import { act } from "./actions-here";
import { filled, isMet, type Contexts } from "./expressions";

/** How a step ended. */
export interface StepEnd {
  readonly name: string;
  readonly code: number | null;
  readonly said: string;
}

/** How a job ended. */
export interface JobEnd {
  readonly result: "success" | "failure" | "skipped";
  readonly steps: readonly StepEnd[];
  readonly outputs: Readonly<Record<string, string>>;
  /** The job's checkout. */
  readonly folder: string;
  /** The roles that the job signed in to. */
  readonly signedInAs: readonly string[];
}

/** Where a run takes place. */
export interface RunPlace {
  /** The forge's repository. */
  readonly origin: string;
  /** A folder for checkouts, artefacts and caches. */
  readonly folder: string;
  readonly commit: string;
  /** The file of the workflow. */
  readonly workflow: string;
  readonly github: Readonly<Record<string, unknown>>;
  /** What the forge and the local AWS put into every job's environment. */
  readonly env: NodeJS.ProcessEnv;
}

let lastRun = 0;

/**
 * A run of a workflow of GitHub: each job in a clone of its own, each script by bash as GitHub starts it, artefacts really moved. Scripts run
 * as they are written; `./orgduty` is a function that adds `--aws local` to the commands that take it, and `npm` does nothing.
 */
export class GithubRun {
  readonly id = String((lastRun += 1));
  readonly jobs = new Map<string, JobEnd>();
  readonly artifacts: string;
  constructor(readonly place: RunPlace) {
    this.artifacts = join(place.folder, "artifacts", this.id);
    mkdirSync(this.artifacts, { recursive: true });
  }

  /** The jobs of a matrix are run side by side. */
  async run(name: string, onStart?: (step: string, child: ChildProcess) => void): Promise<JobEnd> {
    const folder = await this.#clone(name);
    const workflow = parse(readFileSync(join(folder, this.place.workflow), "utf8")) as Workflow & {
      env: object;
    };
    const job = workflow.jobs[name]!;
    const needs = [job.needs ?? []].flat();
    const contexts = this.#contexts(needs);
    const failed = needs.some((one) => this.jobs.get(one)?.result !== "success");
    if (!isMet(job.if, contexts, { failed, folder })) return this.#end(name, [skipped(folder)]);
    const shards = (job.strategy?.matrix.shard ?? [undefined]) as (number | undefined)[];
    const ends = await Promise.all(
      shards.map(async (shard, index) =>
        this.#runOne(job, index === 0 ? folder : await this.#clone(`${name}-${index}`), {
          ...{ ...contexts, matrix: { shard }, env: workflow.env },
          onStart,
        }),
      ),
    );
    return this.#end(name, ends);
  }

  async #runOne(job: Job, folder: string, contexts: Contexts): Promise<JobEnd> {
    const steps: StepEnd[] = [];
    const signedInAs: string[] = [];
    const outputs: Record<string, Record<string, string>> = {};
    let [failed, env] = [false, { ...(contexts.env as object), ...filledAll(job.env, contexts) }];
    for (const step of job.steps) {
      if (!isMet(step.if, contexts, { failed, folder })) continue;
      const outputFile = join(folder, "..", `output-${steps.length}`);
      const end = await this.#step(step, { folder, env, contexts, outputFile });
      steps.push(end);
      if (end.env?.TEST_SIGNED_IN_AS) signedInAs.push(end.env.TEST_SIGNED_IN_AS);
      env = { ...env, ...end.env };
      if (end.code !== 0 && step["continue-on-error"] !== true) failed = true;
      if (step.id && existsSync(outputFile)) outputs[step.id] = pairsOf(readFileSync(outputFile, "utf8"));
    }
    const seen = {
      ...contexts,
      steps: Object.fromEntries(Object.entries(outputs).map(([id, own]) => [id, { outputs: own }])),
    };
    return {
      result: failed ? "failure" : "success",
      steps,
      signedInAs,
      folder,
      outputs: filledAll(job.outputs, seen),
    };
  }

  async #step(
    { name, uses, run, with: given = {}, env: own }: Step,
    {
      folder,
      env,
      contexts,
      outputFile,
    }: { folder: string; env: object; contexts: Contexts; outputFile: string },
  ): Promise<StepEnd & { env?: Readonly<Record<string, string>> }> {
    const inputs = filledAll(
      Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)])),
      contexts,
    );
    if (uses !== undefined) {
      const caches = join(this.place.folder, "caches");
      try {
        return {
          name,
          code: 0,
          said: "",
          ...act({ uses, with: inputs, folder, artifacts: this.artifacts, caches }),
        };
      } catch (error) {
        return { name, code: 1, said: String(error) };
      }
    }
    const script = join(folder, "..", "script.sh");
    writeFileSync(script, run!);
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", script], {
      cwd: folder,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...this.#jobEnv(outputFile), ...env, ...filledAll(own, contexts) },
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    (contexts.onStart as ((step: string, child: ChildProcess) => void) | undefined)?.(name, child);
    const [code] = (await once(child, "close")) as [number | null];
    return { name, code, said };
  }

  #jobEnv(outputFile: string): NodeJS.ProcessEnv {
    const functions = join(this.place.folder, "functions.sh");
    writeFileSync(functions, FUNCTIONS);
    return {
      ...this.place.env,
      ...{ BASH_ENV: functions, GITHUB_RUN_ID: this.id, GITHUB_OUTPUT: outputFile, GITLAB_CI: "" },
      GITHUB_STEP_SUMMARY: join(this.artifacts, "..", `summary-${this.id}.md`),
    };
  }

  #contexts(needs: readonly string[]): Contexts {
    const ended = needs.map((need) => [need, this.jobs.get(need)] as const);
    return {
      github: { ...this.place.github, run_id: this.id, run_attempt: 1, token: this.place.env.GITHUB_TOKEN },
      needs: Object.fromEntries(
        ended.map(([need, end]) => [need, { result: end?.result, outputs: end?.outputs }]),
      ),
    };
  }

  async #clone(job: string): Promise<string> {
    const folder = join(mkdtempSync(join(this.place.folder, `${this.id}-${job}-`)), "checkout");
    const { origin, commit } = this.place;
    for (const args of [
      ["clone", "-q", origin, folder],
      ["-C", folder, "checkout", "-q", commit],
    ]) {
      const { code, stderr } = await asyncRun("git", args);
      if (code !== 0) throw new Error(stderr);
    }
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    return folder;
  }

  #end(name: string, ends: readonly JobEnd[]): JobEnd {
    const result = ends.some((end) => end.result === "failure") ? "failure" : ends[0]!.result;
    const end = {
      ...{ result, folder: ends[0]!.folder, outputs: ends[0]!.outputs },
      steps: ends.flatMap(({ steps }) => steps),
      signedInAs: ends.flatMap((one) => one.signedInAs),
    };
    this.jobs.set(name, end);
    return end;
  }
}

const FUNCTIONS = `
npm() { :; }
function ./orgduty {
  case "$1" in
    discover|plan|apply|verify|drift|seal|unseal) node bin/orgduty.js "$@" $TEST_AWS ;;
    *) node bin/orgduty.js "$@" ;;
  esac
}
`;

function skipped(folder: string): JobEnd {
  return { result: "skipped", steps: [], outputs: {}, folder, signedInAs: [] };
}

function filledAll(texts: Readonly<Record<string, string>> = {}, contexts: Contexts): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, filled(text, contexts)]));
}

function pairsOf(text: string): Record<string, string> {
  return Object.fromEntries(
    text
      .trim()
      .split("\n")
      .map((line) => line.split("=") as [string, string]),
  );
}
