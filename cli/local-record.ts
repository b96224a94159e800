import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stillRuns, type KnownProcess } from "../terraform/process/known-process";

/** A running local AWS: where it answers, and the process it is. */
export interface LocalRecord extends KnownProcess {
  readonly url: string;
}

/** The folder of a config's local AWS: its record, logs, the states and plans made against it. */
export function localFolder(configPath: string): string {
  return join(dirname(configPath), ".orgduty", "local");
}

/** The local AWS that runs for a folder. Undefined: none, or one that died without a word. */
export function readLocalRecord(folder: string): LocalRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(localRecordFile(folder), "utf8")) as LocalRecord;
    return stillRuns(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Says that a local AWS is ready: whoever waits for the file finds it whole. */
export function writeLocalRecord(folder: string, record: LocalRecord): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${localRecordFile(folder)}.new`, `${JSON.stringify(record)}\n`);
  renameSync(`${localRecordFile(folder)}.new`, localRecordFile(folder));
}

/** Says that it is gone. */
export function removeLocalRecord(folder: string): void {
  rmSync(localRecordFile(folder), { force: true });
}

/** Where the record is: for an operator who has to take it away by hand. */
export function localRecordFile(folder: string): string {
  return join(folder, "local-aws.json");
}
