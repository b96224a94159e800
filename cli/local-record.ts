import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isAlive } from "../terraform/is-alive";

/** A running local AWS: where it answers, and the process it is. */
export interface LocalRecord {
  readonly url: string;
  readonly pid: number;
}

/** The folder of a config's local AWS: its record, logs, the states and plans made against it. */
export function localFolder(configPath: string): string {
  return join(dirname(configPath), ".orgduty", "local");
}

/** The local AWS that runs for a folder. Undefined: none, or one that died without a word. */
export function readLocalRecord(folder: string): LocalRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(file(folder), "utf8")) as LocalRecord;
    return isAlive(record.pid) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Says that a local AWS is ready: whoever waits for the file finds it whole. */
export function writeLocalRecord(folder: string, record: LocalRecord): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file(folder)}.new`, `${JSON.stringify(record)}\n`);
  renameSync(`${file(folder)}.new`, file(folder));
}

/** Says that it is gone. */
export function removeLocalRecord(folder: string): void {
  rmSync(file(folder), { force: true });
}

function file(folder: string): string {
  return join(folder, "local-aws.json");
}
