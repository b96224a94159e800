import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PARTITIONS } from "../../config/regions";
import { localAwsProcess } from "../../local-aws/control";
import { startLocalAws, type LocalAws } from "../../local-aws/start";
import { MotoMissingError } from "../../local-aws/moto/find-moto";
import type { Project } from "../../organization/load-project";
import { isAlive } from "../../terraform/is-alive";
import { CommandError, EXIT, type Io } from "../io";
import { lambdaNodes } from "../lambda-nodes";
import {
  localFolder,
  readLocalRecord,
  removeLocalRecord,
  writeLocalRecord,
  type LocalRecord,
} from "../local-record";
import { findConfig, openProject } from "../open-project";

export interface LocalOptions {
  readonly config?: string;
  readonly port?: number;
}

/** `orgduty local start`: a local AWS in the background, with the config's organizations in it. */
export async function start(options: LocalOptions, io: Io): Promise<number> {
  const { config } = openProject(options, io);
  const folder = localFolder(config.path);
  const running = await runningLocalAws(folder);
  if (running) throw new CommandError(`a local AWS runs already: ${running.url}`, "npx orgduty local stop");
  mkdirSync(folder, { recursive: true });
  removeLocalRecord(folder);
  // A state describes an AWS that is gone: the new one is empty.
  rmSync(join(folder, "state"), { recursive: true, force: true });
  const record = await waitFor(folder, serveInBackground(options, config.path, folder), io.signal);
  io.out(`${record.url}  (pid ${record.pid})`);
  io.err("plan and apply against it: npx orgduty plan --aws local && npx orgduty apply --aws local");
  return EXIT.fine;
}

/** `orgduty local serve`: the same in the foreground, until interrupted. */
export async function serve(options: LocalOptions, io: Io): Promise<number> {
  const project = openProject(options, io);
  const folder = localFolder(project.config.path);
  const port = options.port === undefined ? {} : { port: options.port };
  const local = await startLocalAws({ folder, nodes: lambdaNodes(io.env), ...port }).catch(
    (error: unknown) => {
      throw error instanceof MotoMissingError ? new CommandError(error.message) : error;
    },
  );
  try {
    await seed(local, project);
    writeLocalRecord(folder, { url: local.url, pid: process.pid });
    io.err(`local AWS: ${local.url}`);
    await untilAborted(io.signal);
  } finally {
    removeLocalRecord(folder);
    await local.stop();
  }
  return EXIT.fine;
}

/** `orgduty local stop`: ends it and waits until it is gone. Needs no config that is right. */
export async function stop(options: LocalOptions, io: Io): Promise<number> {
  const folder = localFolder(findConfig(options, io));
  const running = await runningLocalAws(folder);
  if (!running) {
    removeLocalRecord(folder);
    io.err("no local AWS runs for this config");
    return EXIT.fine;
  }
  process.kill(running.pid, "SIGTERM");
  while (isAlive(running.pid)) await sleep(25);
  io.err(`stopped ${running.url}`);
  return EXIT.fine;
}

/** `orgduty local status`: where it is. Needs no config that is right. */
export async function status(options: LocalOptions, io: Io): Promise<number> {
  const running = await runningLocalAws(localFolder(findConfig(options, io)));
  io.out(running ? `${running.url}  (pid ${running.pid})` : "not running");
  return EXIT.fine;
}

/** The local AWS of a folder, where it answers: after a crash its process number may be anybody's. */
async function runningLocalAws(folder: string): Promise<LocalRecord | undefined> {
  const record = readLocalRecord(folder);
  return record && (await localAwsProcess(record.url)) === record.pid ? record : undefined;
}

function serveInBackground({ port }: LocalOptions, configPath: string, folder: string): number {
  const log = openSync(join(folder, "serve.log"), "w");
  const flags = ["--config", configPath, ...(port === undefined ? [] : ["--port", String(port)])];
  const child = spawn(process.execPath, [process.argv[1] ?? "", "local", "serve", ...flags], {
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  if (child.pid === undefined) throw new CommandError("the local AWS could not be started");
  return child.pid;
}

async function waitFor(folder: string, pid: number, signal: AbortSignal) {
  for (;;) {
    const record = readLocalRecord(folder);
    if (record) return record;
    if (signal.aborted) process.kill(pid, "SIGTERM");
    if (!isAlive(pid))
      throw new CommandError(
        `the local AWS did not start:\n${readFileSync(join(folder, "serve.log"), "utf8").trimEnd()}`,
      );
    await sleep(25);
  }
}

async function seed(local: LocalAws, { snapshots }: Project): Promise<void> {
  for (const partition of PARTITIONS) {
    const snapshot = snapshots[partition];
    if (snapshot) await local.seed(snapshot);
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
    // An abort listener keeps no process alive.
    const hold = setInterval(() => undefined, 60_000);
    signal.addEventListener("abort", () => clearInterval(hold), { once: true });
  });
}
