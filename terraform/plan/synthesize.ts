import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { synthEnvironment } from "../engine/environment";
import { OperatorError } from "../../config/problems/operator-error";
import type { RunProcess } from "../process/run-process";

/** One config, and the folders for its stacks and states. The app reads these from its environment. */
export interface SynthesizeProps {
  /** The checkout: the folder that holds cdktf.json. */
  readonly projectFolder: string;
  readonly configPath: string;
  /** The folder for the stacks. */
  readonly workFolder: string;
  readonly stateFolder: string;
  /** Regions that have left the config and are to be taken down. @default none */
  readonly alsoRegions?: readonly string[];
  /** Which stacks of the config. @default GuardDuty's */
  readonly part?: "bootstrap";
  readonly env: NodeJS.ProcessEnv;
  /** Interrupts the app. @default nothing interrupts it */
  readonly signal?: AbortSignal;
  readonly run: RunProcess;
}

/**
 * Synthesizes every stack by running cdktf.json's app command, as cdktf does.
 * @throws OperatorError with the app's output
 */
export async function synthesize(props: SynthesizeProps): Promise<void> {
  const { projectFolder, configPath, workFolder, stateFolder, env, signal, run, alsoRegions = [] } = props;
  const { app } = JSON.parse(readFileSync(join(projectFolder, "cdktf.json"), "utf8")) as { app: string };
  mkdirSync(workFolder, { recursive: true });
  const { exitCode, stdout, stderr } = await run({
    command: app,
    args: [],
    shell: true,
    cwd: projectFolder,
    env: {
      ...synthEnvironment(env),
      CDKTF_OUTDIR: workFolder,
      ORGDUTY_CONFIG: configPath,
      ORGDUTY_STATE_FOLDER: stateFolder,
      ORGDUTY_ALSO_REGIONS: alsoRegions.join(","),
      ORGDUTY_PART: props.part ?? "",
    },
    killAfterMilliseconds: 10_000,
    ...(signal ? { signal } : {}),
  });
  if (exitCode !== 0) throw new OperatorError(`synth failed (${app}):\n${(stderr || stdout).trimEnd()}`);
}
