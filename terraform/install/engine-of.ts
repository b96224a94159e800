import type { Engine } from "../../config/engine-versions";
import type { RunProcess } from "../process/run-process";

/** What a program says that it is. */
export interface FoundEngine {
  readonly engine: Engine;
  readonly version: string;
}

/** Asks a program which engine it is: its name does not say, for either is started by any name. Undefined if it is none. */
export async function engineOf(
  command: string,
  env: NodeJS.ProcessEnv,
  run: RunProcess,
): Promise<FoundEngine | undefined> {
  try {
    const { stdout } = await run({
      command,
      args: ["version"],
      cwd: process.cwd(),
      env: { ...env, CHECKPOINT_DISABLE: "1" },
    });
    const [, engine, version] = /^(Terraform|OpenTofu) v(\d\S*)/m.exec(stdout) ?? [];
    return engine === undefined ? undefined : { engine: engine as Engine, version: version! };
  } catch {
    return undefined;
  }
}
