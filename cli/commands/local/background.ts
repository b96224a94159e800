import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { interruption } from "../../../config/problems/operator-error";
import { isAlive } from "../../../terraform/process/is-alive";
import { knownProcess } from "../../../terraform/process/known-process";
import { readLocalRecord, type LocalRecord } from "../../local-record";
import { endProcess } from "../../terminal/end-process";
import { CommandError, type Io } from "../../terminal/io";
import { STOP_MILLISECONDS, type LocalOptions } from "./options";

/** Starts `orgduty local serve` as a process of its own. @returns its process id */
export function serveInBackground(
  { port, seed, enforce }: LocalOptions,
  configPath: string,
  folder: string,
  cwd: string,
): number {
  const log = openSync(join(folder, "serve.log"), "w");
  const flags = [
    ...["--config", configPath, ...(port === undefined ? [] : ["--port", String(port)])],
    ...(seed === undefined ? [] : ["--seed", resolve(cwd, seed)]),
    ...(enforce ? ["--enforce"] : []),
    ...(typeof enforce === "string" ? [resolve(cwd, enforce)] : []),
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

/** Waits until a local AWS has left its record, which it does once it is ready. */
export async function waitFor(folder: string, pid: number, { signal, err }: Io): Promise<LocalRecord> {
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
