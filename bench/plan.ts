import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { prepareInstallation } from "../terraform/cli-configuration";
import { concurrently } from "../terraform/concurrently";
import { terraformEnvironment } from "../terraform/environment";
import { findProviderMirror } from "../terraform/provider-mirror";
import { stackList } from "../config/stack-list";
import { loadProject } from "../organization/load-project";
import type { Figure } from "./figure";
import { watchMemory } from "./support/peak-memory";

const ROOT = resolve(__dirname, "..");
const CONCURRENCY = 2;

/** Seconds of a first run, in folders that Terraform has never seen, and of the same again. */
interface Timing {
  readonly first: number;
  readonly second: number;
}

/**
 * Planning the example's 15 regions: orgduty against `cdktf diff` a stack, one after the other, and against a bare loop of
 * init, plan and show -json over the same synthesized stacks and plugin cache, two at a time.
 * ORGDUTY_BENCH_STACKS names a few stacks, separated by commas, for a quick look.
 */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-bench-"));
  cpSync(join(ROOT, "examples/acme"), folder, {
    recursive: true,
    filter: (file) => !file.includes(".orgduty"),
  });
  const config = join(folder, "orgduty.yaml");
  const stacks = chosenStacks(config);
  try {
    const ours = await orgduty(config, stacks);
    const bare = await bareLoop(folder, stacks);
    const cdktf = await cdktfDiff(config, join(folder, "cdktf.out"), stacks);
    const detail = (alternative: number, own: number) =>
      `${stacks.length} stacks: ${alternative.toFixed(1)} s against orgduty's ${own.toFixed(1)} s`;
    const figure = (
      name: string,
      value: number,
      target: string,
      holds: boolean,
      how: string,
      unit = "x",
    ): Figure => ({
      ...{ name, value, unit, target, holds, detail: how },
    });
    const fasterFirst = cdktf.first / ours.first;
    const fasterSecond = cdktf.second / ours.second;
    const shareFirst = ours.first / bare.first;
    const shareSecond = ours.second / bare.second;
    const gigabytes = ours.peakBytes / 1e9;
    return [
      figure(
        "plan: faster than cdktf diff, first run",
        fasterFirst,
        ">= 1.9",
        fasterFirst >= 1.9,
        detail(cdktf.first, ours.first),
      ),
      figure(
        "plan: faster than cdktf diff, second run",
        fasterSecond,
        ">= 2.4",
        fasterSecond >= 2.4,
        detail(cdktf.second, ours.second),
      ),
      figure(
        "plan: share of a bare loop's time, first run",
        shareFirst,
        "<= 1.0",
        shareFirst <= 1,
        detail(bare.first, ours.first),
      ),
      figure(
        "plan: share of a bare loop's time, second run",
        shareSecond,
        "<= 0.85",
        shareSecond <= 0.85,
        detail(bare.second, ours.second),
      ),
      figure(
        "plan: peak memory of all processes",
        gigabytes,
        "< 3.5",
        gigabytes < 3.5,
        `concurrency ${CONCURRENCY}, resident`,
        "GB",
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function chosenStacks(config: string): string[] {
  const chosen = process.env.ORGDUTY_BENCH_STACKS?.split(",");
  const all = stackList(loadProject(config).config).map(({ name }) => name);
  return chosen ? all.filter((name) => chosen.includes(name)) : all;
}

async function twice(once: () => Promise<void>): Promise<Timing> {
  return { first: await seconds(once), second: await seconds(once) };
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Everything that `orgduty plan` does: start, load, synth, init, plan, show, redact, publish. */
async function orgduty(
  config: string,
  stacks: readonly string[],
): Promise<Timing & { readonly peakBytes: number }> {
  let peakBytes = 0;
  const args = ["--config", config, "--out", join(config, "../plans"), "--concurrency", String(CONCURRENCY)];
  const timing = await twice(async () => {
    const chosen = stacks.flatMap((name) => ["--stack", name]);
    const plan = ["bin/orgduty.js", "plan", "--offline", ...args, ...chosen];
    const child = spawn(process.execPath, plan, { cwd: ROOT, stdio: ["ignore", "ignore", "pipe"] });
    const memory = watchMemory(child.pid ?? 0);
    await ended(child).finally(() => (peakBytes = Math.max(peakBytes, memory.stop())));
  });
  return { ...timing, peakBytes };
}

/** The same stacks, as orgduty synthesized them, in folders of their own. */
async function bareLoop(folder: string, stacks: readonly string[]): Promise<Timing> {
  const work = join(folder, "bare/stacks");
  cpSync(join(folder, ".orgduty/work/acme/stacks"), work, {
    recursive: true,
    filter: (file) => !/\.terraform$/.test(file),
  });
  const installation = prepareInstallation({
    env: process.env,
    home: homedir(),
    findMirror: () => findProviderMirror({ env: process.env, home: homedir() }),
  });
  const { GOGC: _, ...env } = terraformEnvironment({
    person: process.env,
    mode: { kind: "offline" },
    installation,
    variables: {},
  });
  return twice(() =>
    concurrently(stacks, CONCURRENCY, async (name) => {
      for (const args of ["init -input=false", "plan -input=false -out=p -refresh=false", "show -json p"]) {
        await command("terraform", args.split(" "), join(work, name), env);
      }
    }),
  );
}

/** What a person without orgduty types, in a shell with the exports that make it work offline. */
async function cdktfDiff(config: string, output: string, stacks: readonly string[]): Promise<Timing> {
  const env = { ...process.env, CDKTF_OUTDIR: output, CI: "true" };
  const shell = (script: string) => command("bash", ["-c", script], ROOT, env);
  const exports = join(output, "../exports.sh");
  await shell(`node bin/orgduty.js env --offline --config '${config}' > '${exports}'`);
  return twice(async () => {
    for (const name of stacks) {
      await shell(`. '${exports}'; npx cdktf diff ${name} --skip-provider-lock --output '${output}'`);
    }
  });
}

/** Runs a command to its end. */
async function command(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  await ended(spawn(program, args, { cwd, env, stdio: ["ignore", "ignore", "pipe"] }));
}

async function ended(child: ChildProcessByStdio<null, null, Readable>): Promise<void> {
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`${child.spawnargs.join(" ")} failed:\n${errors}`);
}
