import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Project } from "../../organization/load-project";
import { synthesize } from "../../terraform/plan/synthesize";
import { runProcess, type RunProcess } from "../../terraform/process/run-process";

/** What is synthesized, and with which code. */
export interface SynthesizedFolderProps {
  readonly project: Project;
  /** The checkout whose code synthesizes. */
  readonly projectFolder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Interrupts the app. */
  readonly signal: AbortSignal;
  /** Starts a process. @default a real one */
  readonly run?: RunProcess;
}

/**
 * Synthesizes every stack anew, lets the work read the folder that contains `stacks/` and `assets/`, and removes it.
 * Nothing is kept for a later review: who can edit a plan file could edit what was kept as well. Only this user can
 * read or write the folder. The work and state folders are as deep as the runner's, because the stacks contain the
 * relative path from one to the other.
 */
export async function withSynthesized<T>(
  props: SynthesizedFolderProps,
  work: (folder: string) => T,
): Promise<T> {
  const { project, projectFolder, env, signal, run = runProcess } = props;
  const { path, name, part } = project.config;
  const folder = mkdtempSync(join(tmpdir(), "orgduty-synthesized-"));
  const workFolder = join(folder, "work", name);
  try {
    await synthesize({
      ...{ projectFolder, configPath: path, env, signal, run, workFolder },
      stateFolder: join(folder, "state", name),
      ...(part && { part }),
    });
    return work(workFolder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
