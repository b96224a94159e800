import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isAsWritten, type PipelineFile } from "../../../pipeline/pipeline-file";
import { CommandError } from "../../terminal/io";
import { differingLines } from "./differing-lines";

/** How a file that is there compares with the one that the config makes. */
export type FileState = "missing" | "same" | "outdated" | "changed by hand";

/** A file of the pipeline, and what is in its place. */
export interface ComparedFile extends PipelineFile {
  readonly state: FileState;
  /** What is there. Absent if nothing is. */
  readonly found?: string;
}

/** Compares each file with what is in the folder. */
export function compareFiles(folder: string, files: readonly PipelineFile[]): ComparedFile[] {
  return files.map((file) => {
    const path = join(folder, file.path);
    if (!existsSync(path)) return { ...file, state: "missing" };
    const found = readFileSync(path, "utf8");
    if (found === file.text) return { ...file, state: "same", found };
    return { ...file, state: isAsWritten(found) ? "outdated" : "changed by hand", found };
  });
}

/** Writes what is missing or outdated. A reader sees the old file or the new one, never half of one. */
export function writePipeline(folder: string, files: readonly ComparedFile[]): void {
  for (const { path, text, state } of files) {
    if (state === "same") continue;
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    const half = `${target}.${process.pid}`;
    writeFileSync(half, text);
    renameSync(half, target);
  }
}

/** @throws CommandError if a file was changed by hand, with what differs */
export function refuseHandMade(files: readonly ComparedFile[]): void {
  const own = files.filter(({ state }) => state === "changed by hand");
  if (own.length === 0) return;
  const lines = own.flatMap(({ path, text, found = "" }) => [
    `  ${path}`,
    ...differingLines(found, text).map((line) => `    ${line}`),
  ]);
  throw new CommandError(
    [`not written: changed by hand, or written by somebody else:`, ...lines].join("\n"),
    "move your own jobs into a file of their own, or overwrite them with --force",
  );
}
