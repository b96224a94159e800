import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Commands } from "./commands";
import type { LoopProps } from "./loop";

/**
 * Verifies what the loop applied, then destroys it.
 * @returns how many gaps verify found, and how many resources the states hold in the end
 * @throws when there is a gap, or something could not be destroyed
 */
export async function verifyAndTakeDown(
  props: Pick<LoopProps, "folder" | "local" | "signal" | "step" | "say">,
): Promise<{ gaps: number; left: number }> {
  const { folder, local, signal, step, say } = props;
  const commands = new Commands(folder, local.url, signal);
  step("orgduty verify: what is really on, against what the config wants");
  const { gaps } = JSON.parse(await commands.run("verify", "--json")) as { gaps: unknown[] };
  say(`${gaps.length} gaps`);
  step("orgduty destroy: members off-boarded, then everything that was applied");
  say(await commands.run("destroy", "--yes"));
  return { gaps: gaps.length, left: resourcesIn(join(folder, ".orgduty", "local", "state", "demo")) };
}

/** Resources that the states in a folder hold. */
function resourcesIn(stateFolder: string): number {
  const states = readdirSync(stateFolder).filter((name) => name.endsWith(".tfstate"));
  return states.reduce((sum, name) => {
    const { resources } = JSON.parse(readFileSync(join(stateFolder, name), "utf8")) as {
      resources: unknown[];
    };
    return sum + resources.length;
  }, 0);
}
