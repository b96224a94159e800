import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const ROOT = resolve(__dirname, "../..");

/** What a run of the command line left behind. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `orgduty` as a person does, to its end. */
export function orgduty(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = ROOT): Run {
  return run(process.execPath, [join(ROOT, "bin", "orgduty.js"), ...args], env, cwd);
}

/** Runs any command to its end. */
export function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = ROOT): Run {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 256 * 2 ** 20,
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** A copy of an example in a temporary folder: its state, work and plans touch nobody else's. */
export function copyOfExample(name: string): { folder: string; config: string } {
  const folder = mkdtempSync(join(tmpdir(), `orgduty-${name}-`));
  cpSync(join(ROOT, "examples", name), folder, {
    recursive: true,
    filter: (source) => !source.includes(".orgduty"),
  });
  return { folder, config: join(folder, "orgduty.yaml") };
}
