import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ownFolderOf } from "../../config/state-folder";
import type { Project } from "../../organization/load-project";
import { sha256 } from "../../plans-folder/hashing";
import { synthesize } from "../../terraform/plan/synthesize";
import { stageFolder } from "../../terraform/process/atomic-folder";
import { runProcess, type RunProcess } from "../../terraform/process/run-process";
import { digestOf, sourceFiles } from "./source-files";

/** What is synthesized, and with which code. */
export interface SynthesizedFolderProps {
  readonly project: Project;
  /** The checkout whose code synthesizes. */
  readonly projectFolder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Interrupts the app. */
  readonly signal: AbortSignal;
  /** Whether the result of an earlier synthesis, from the same bytes and the same code, may be used. */
  readonly reuse: boolean;
  /** Starts a process. @default a real one */
  readonly run?: RunProcess;
}

/** The file in a synthesized folder that records what it was made from. */
const KEY_FILE = "made-from";

/**
 * Synthesizes every stack, separately from the runner's work folder, and returns the folder that contains `stacks/` and
 * `assets/`. It is kept beside the config, so that a second review of the same inputs takes no time. The work and state
 * folders are as deep as the runner's, because the stacks contain the relative path from one to the other.
 */
export async function synthesizedFolder(props: SynthesizedFolderProps): Promise<string> {
  const { project, projectFolder, env, signal, reuse, run = runProcess } = props;
  const { path, name } = project.config;
  const target = join(ownFolderOf(path), "synthesized", name);
  const within = (folder: string) => join(folder, "work", name);
  const key = keyOf(project, projectFolder);
  if (reuse && isOf(target, key)) return within(target);
  const staged = stageFolder(target);
  try {
    await synthesize({
      ...{ projectFolder, configPath: path, env, signal, run },
      workFolder: within(staged.path),
      stateFolder: join(staged.path, "state", name),
    });
    writeFileSync(join(staged.path, KEY_FILE), key);
    staged.publish();
    return within(target);
  } finally {
    staged.discard();
  }
}

function isOf(folder: string, key: string): boolean {
  const file = join(folder, KEY_FILE);
  return existsSync(file) && readFileSync(file, "utf8") === key;
}

function keyOf({ files }: Project, projectFolder: string): string {
  const inputs = [files.config, ...Object.values(files.snapshots)].map(({ sha256: hash }) => hash);
  return sha256([...inputs, digestOf(sourceFiles(projectFolder)), process.version].join("\n"));
}
