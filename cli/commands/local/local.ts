import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PARTITIONS } from "../../../aws/partitions";
import { localAwsProcess } from "../../../local-aws/control";
import { startLocalAws, type LocalAws } from "../../../local-aws/start";
import { findNode } from "../../../local-aws/lambda/find-node";
import { MotoMissingError } from "../../../local-aws/moto/find-moto";
import type { Project } from "../../../organization/load-project";
import { isAlive } from "../../../terraform/process/is-alive";
import { knownProcess } from "../../../terraform/process/known-process";
import { interruption } from "../../../config/problems/operator-error";
import { withLockedFolder } from "../../../terraform/state/work-folder-lock";
import { endProcess } from "../../terminal/end-process";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { sayNext } from "../../terminal/next-step";
import { provideLambdaNode } from "./lambda-node";
import { lambdaNodes } from "./lambda-nodes";
import { NO_FUNCTIONS } from "./no-functions";
import { readSeed } from "./seed/read-seed";
import { seedMesses } from "./seed/seed-messes";
import {
  localFolder,
  localRecordFile,
  readLocalRecord,
  removeLocalRecord,
  writeLocalRecord,
  type LocalRecord,
} from "../../local-record";
import { findConfig, openProject, type ConfigOptions } from "../../open-project";

/** Flags of `orgduty local`. Only starting takes a port: a running local AWS is found by its config. */
export interface LocalOptions extends ConfigOptions {
  /** The port to listen on. @default any free port */
  readonly port?: number;
  /** A YAML file with what is in AWS before orgduty comes. @default an organization without GuardDuty */
  readonly seed?: string;
}

/** How long a local AWS may take to end: it ends its functions and moto, and saves GuardDuty's state. */
const STOP_MILLISECONDS = 10_000;

/** `orgduty local start`: starts a local AWS in the background, with the config's organizations in it. */
export async function start(options: LocalOptions, io: Io): Promise<number> {
  const project = openProject(options, io);
  const { config } = project;
  if (options.seed !== undefined) readSeed(options.seed, project, io);
  const folder = localFolder(config.path);
  // Under a lock: two starts at once would leave one local AWS without a record.
  const record = await withLockedFolder(join(folder, "locks", "start"), async () => {
    refuseSecond(folder);
    await provideLambdaNode(io);
    removeLocalRecord(folder);
    // States, and records of members that kept GuardDuty, describe a local AWS that no longer exists: the new one is
    // empty.
    for (const name of ["state", "destroy"]) rmSync(join(folder, name), { recursive: true, force: true });
    return waitFor(folder, serveInBackground(options, config.path, folder, io.cwd), io);
  });
  io.out(`${record.url}  (pid ${record.pid})`);
  if (options.seed === undefined)
    sayNext(io, { ...options, aws: "local" }, "plan", "then review it, and apply --aws local");
  else sayNext(io, { ...options, aws: "local" }, "discover", "records what is there; then plan --aws local");
  return EXIT.fine;
}

/** `orgduty local serve`: runs a local AWS in the foreground until interrupted. */
export async function serve(options: LocalOptions, io: Io): Promise<number> {
  const project = openProject(options, io);
  const folder = localFolder(project.config.path);
  const local = await withLockedFolder(join(folder, "locks", "serve"), () => {
    refuseSecond(folder);
    return begin(options, io, project, folder);
  });
  try {
    io.err(`local AWS: ${local.url}`);
    if (readLocalRecord(folder)?.functions === false) io.err(NO_FUNCTIONS);
    await untilAborted(io.signal);
  } finally {
    if (readLocalRecord(folder)?.pid === process.pid) removeLocalRecord(folder);
    await local.stop();
  }
  return EXIT.fine;
}

async function begin(options: LocalOptions, io: Io, project: Project, folder: string): Promise<LocalAws> {
  const { port, seed: file } = options;
  const mess = file === undefined ? undefined : readSeed(file, project, io);
  const given = port === undefined ? {} : { port };
  const node = await findNode(lambdaNodes(io.env));
  const local = await startLocalAws({ folder, nodes: node ? [node] : [], ...given }).catch(
    (error: unknown) => {
      throw mended(error, port);
    },
  );
  try {
    await seed(local, project);
    if (mess) await seedMesses(local, project, mess);
    const functions = node === undefined ? { functions: false } : {};
    writeLocalRecord(folder, { url: local.url, ...functions, ...knownProcess(process.pid) });
    return local;
  } catch (error) {
    await local.stop();
    throw error;
  }
}

/** Explains a failed start as a mistake that an operator can correct, if it is one. */
function mended(error: unknown, port?: number): unknown {
  if (error instanceof MotoMissingError) return new CommandError(error.message);
  const { code } = error as NodeJS.ErrnoException;
  if (code !== "EADDRINUSE" && code !== "EACCES") return error;
  const why = code === "EACCES" ? "needs rights that you do not have" : "is in use";
  return new CommandError(
    `--port: ${port} ${why}`,
    "name another port, or leave --port out to get any free one",
  );
}

function refuseSecond(folder: string): void {
  const running = readLocalRecord(folder);
  if (running)
    throw new CommandError(`a local AWS is already running: ${running.url}`, "./orgduty local stop");
}

/**
 * `orgduty local stop`: ends the local AWS and waits until it is gone, even if it no longer answers. The config need
 * not be valid.
 */
export async function stop(
  options: LocalOptions,
  io: Io,
  waitMs: number = STOP_MILLISECONDS,
): Promise<number> {
  const folder = localFolder(findConfig(options, io));
  const running = readLocalRecord(folder);
  if (!running) {
    removeLocalRecord(folder);
    io.err("no local AWS is running for this config");
    return EXIT.fine;
  }
  if (!(await isLocalAws(running)))
    throw new CommandError(
      `process ${running.pid} may be the local AWS, but ${running.url} does not answer: the process was not ended`,
      `if it is the local AWS, kill ${running.pid}; then delete ${localRecordFile(folder)}`,
    );
  await endProcess(running, { tell: io.err, waitMs });
  removeLocalRecord(folder);
  io.err(`stopped ${running.url}`);
  return EXIT.fine;
}

/** `orgduty local status`: prints the URL of the local AWS. The config need not be valid. */
export async function status(options: LocalOptions, io: Io): Promise<number> {
  const running = readLocalRecord(localFolder(findConfig(options, io)));
  if (!running) io.out("not running");
  else {
    const answers = (await localAwsProcess(running.url)) === running.pid;
    io.out(`${running.url}  (pid ${running.pid})${answers ? "" : "  does not answer"}`);
    if (running.functions === false) io.err(NO_FUNCTIONS);
  }
  return EXIT.fine;
}

/** After a crash another process may have this number, so it must answer as the local AWS before it is ended. */
async function isLocalAws({ url, pid, started }: LocalRecord): Promise<boolean> {
  return started !== undefined || (await localAwsProcess(url)) === pid;
}

function serveInBackground(
  { port, seed }: LocalOptions,
  configPath: string,
  folder: string,
  cwd: string,
): number {
  const log = openSync(join(folder, "serve.log"), "w");
  const flags = [
    ...["--config", configPath, ...(port === undefined ? [] : ["--port", String(port)])],
    ...(seed === undefined ? [] : ["--seed", resolve(cwd, seed)]),
  ];
  const child = spawn(process.execPath, [process.argv[1] ?? "", "local", "serve", ...flags], {
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  if (child.pid === undefined) throw new CommandError("the local AWS could not be started");
  return child.pid;
}

async function waitFor(folder: string, pid: number, { signal, err }: Io): Promise<LocalRecord> {
  for (;;) {
    const record = readLocalRecord(folder);
    if (record?.pid === pid) return record;
    if (signal.aborted) {
      await endProcess(knownProcess(pid), { tell: err, waitMs: STOP_MILLISECONDS });
      throw interruption();
    }
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
    // A listener on an abort signal does not keep the process alive.
    const hold = setInterval(() => undefined, 60_000);
    signal.addEventListener("abort", () => clearInterval(hold), { once: true });
  });
}
