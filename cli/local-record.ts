import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stillRuns, type KnownProcess } from "../terraform/process/known-process";

/** A running local AWS: its URL and its process. */
export interface LocalRecord extends KnownProcess {
  readonly url: string;
  /** False if it runs no functions, because no Node 22 was there. @default true */
  readonly functions?: boolean;
  /** True if it refuses what roles may not do. @default false */
  readonly enforces?: boolean;
}

/** The folder of a config's local AWS: its record and logs, and the states and plans made with it. */
export function localFolder(configPath: string): string {
  return join(dirname(configPath), ".orgduty", "local");
}

/** The local AWS that runs for a folder. Undefined if none runs, or if it ended without deleting its record. */
export function readLocalRecord(folder: string): LocalRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(localRecordFile(folder), "utf8")) as LocalRecord;
    return stillRuns(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Records that a local AWS is ready. The file appears complete, so that a waiting reader never sees half of it. */
export function writeLocalRecord(folder: string, record: LocalRecord): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${localRecordFile(folder)}.new`, `${JSON.stringify(record)}\n`);
  renameSync(`${localRecordFile(folder)}.new`, localRecordFile(folder));
}

/** Removes the record of a local AWS that has ended. */
export function removeLocalRecord(folder: string): void {
  rmSync(localRecordFile(folder), { force: true });
}

/** The path of the record, for an operator who has to delete it by hand. */
export function localRecordFile(folder: string): string {
  return join(folder, "local-aws.json");
}
