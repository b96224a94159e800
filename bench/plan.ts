import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { prepareInstallation } from "../terraform/engine/cli-configuration";
import { concurrently } from "../terraform/process/concurrently";
import { terraformEnvironment } from "../terraform/engine/environment";
import { findProviderMirror } from "../terraform/engine/provider-mirror";
import { stackList } from "../config/stack-list";
import { loadProject } from "../organization/load-project";
import type { Figure } from "./figure";
import { watchMemory } from "./support/peak-memory";

const ROOT = resolve(__dirname, "..");
const CONCURRENCY = 2;

/** One way to plan the stacks. It is run twice: in folders that Terraform has never seen, and again. */
type Contender = () => Promise<void>;

/**
 * Planning the example's 15 regions: orgduty against `cdktf diff` a stack, one after the other, and against a bare loop of
 * init, plan and show -json over the same synthesized stacks and plugin cache, two at a time. They take turns, so that a busy
 * machine is busy for all. ORGDUTY_BENCH_STACKS names a few stacks, separated by commas, for a quick look.
 */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-bench-"));
  cpSync(join(ROOT, "examples/acme"), folder, {
    recursive: true,
    filter: (file) => !file.includes(".orgduty"),
  });
  const stacks = chosenStacks(join(folder, "orgduty.yaml"));
  const peaks: number[] = [];
  try {
    const contenders = [
      orgduty(folder, stacks, peaks),
      bareLoop(folder, stacks),
      await cdktfDiff(folder, stacks),
    ];
    const first = await turns(contenders);
    const second = await turns(contenders);
    const peak = Math.max(...peaks) / 1e9;
    return [
      ...figures("first run", first, { faster: 1.9, share: 1 }, stacks.length),
      ...figures("second run", second, { faster: 2.4, share: 0.85 }, stacks.length),
      {
        ...{
          name: "plan: peak memory of all processes",
          value: peak,
          unit: "GB",
          target: "< 3.5",
          holds: peak < 3.5,
        },
        detail: `concurrency ${CONCURRENCY}, resident, shared pages counted for each process`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The seconds that each contender takes, one after the other. */
async function turns(contenders: readonly Contender[]): Promise<number[]> {
  const seconds: number[] = [];
  for (const contender of contenders) {
    const started = performance.now();
    await contender();
    seconds.push((performance.now() - started) / 1000);
  }
  return seconds;
}

function figures(
  which: string,
  [ours = 0, bare = 0, cdktf = 0]: readonly number[],
  target: { readonly faster: number; readonly share: number },
  count: number,
): Figure[] {
  const detail = (alternative: number) =>
    `${count} stacks: ${alternative.toFixed(1)} s against orgduty's ${ours.toFixed(1)} s`;
  const faster = cdktf / ours;
  const share = ours / bare;
  return [
    {
      ...{ name: `plan: faster than cdktf diff, ${which}`, value: faster, unit: "x" },
      ...{ target: `>= ${target.faster}`, holds: faster >= target.faster, detail: detail(cdktf) },
    },
    {
      ...{ name: `plan: share of a bare loop's time, ${which}`, value: share, unit: "x" },
      ...{ target: `<= ${target.share}`, holds: share <= target.share, detail: detail(bare) },
    },
  ];
}

function chosenStacks(config: string): string[] {
  const chosen = process.env.ORGDUTY_BENCH_STACKS?.split(",");
  const all = stackList(loadProject(config).config).map(({ name }) => name);
  return chosen ? all.filter((name) => chosen.includes(name)) : all;
}

/** Everything that `orgduty plan` does: start, load, synth, init, plan, show, redact, publish. */
function orgduty(folder: string, stacks: readonly string[], peaks: number[]): Contender {
  const config = join(folder, "orgduty.yaml");
  const out = ["--out", join(folder, "plans"), "--concurrency", String(CONCURRENCY)];
  const chosen = stacks.flatMap((name) => ["--stack", name]);
  const args = ["bin/orgduty.js", "plan", "--offline", "--config", config, ...out, ...chosen];
  return async () => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "ignore", "pipe"] });
    const memory = watchMemory(child.pid ?? 0);
    await ended(child).finally(() => peaks.push(memory.stop()));
  };
}

/** The same stacks, as orgduty synthesized them, in folders of their own. */
function bareLoop(folder: string, stacks: readonly string[]): Contender {
  const work = join(folder, "bare");
  const home = homedir();
  const findMirror = () => findProviderMirror({ env: process.env, home });
  const { GOGC: _, ...env } = terraformEnvironment({
    person: process.env,
    mode: { kind: "offline" },
    installation: prepareInstallation({ env: process.env, home, findMirror }),
    variables: {},
  });
  const steps = ["init -input=false", "plan -input=false -out=p -refresh=false", "show -json p"];
  return async () => {
    if (!existsSync(work)) {
      const filter = (file: string) => !file.endsWith(".terraform");
      cpSync(join(folder, ".orgduty", "work", "acme", "stacks"), work, { recursive: true, filter });
    }
    await concurrently(stacks, CONCURRENCY, async (name) => {
      for (const step of steps) await command("terraform", step.split(" "), join(work, name), env);
    });
  };
}

/** What a person without orgduty types, in a shell with the exports that make it work offline. */
async function cdktfDiff(folder: string, stacks: readonly string[]): Promise<Contender> {
  const output = join(folder, "cdktf.out");
  const exports = join(folder, "exports.sh");
  const env = { ...process.env, CDKTF_OUTDIR: output, CI: "true" };
  const shell = (script: string) => command("bash", ["-c", script], ROOT, env);
  await shell(`node bin/orgduty.js env --offline --config '${folder}/orgduty.yaml' > '${exports}'`);
  return async () => {
    for (const name of stacks) {
      await shell(`. '${exports}'; npx cdktf diff ${name} --skip-provider-lock --output '${output}'`);
    }
  };
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
