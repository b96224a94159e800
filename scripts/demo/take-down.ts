import { join } from "node:path";
import { loadProject } from "../../organization/load-project";
import { Commands } from "./commands";
import { leftInAws } from "./left-in-aws";
import type { LoopProps } from "./loop";

/**
 * Verifies what the loop applied, then destroys it.
 * @returns how many gaps verify found, and how many resources AWS still has in the end
 * @throws if there is a gap, or something could not be destroyed
 */
export async function verifyAndTakeDown(
  props: Pick<LoopProps, "folder" | "local" | "signal" | "step" | "say">,
): Promise<{ gaps: number; left: number }> {
  const { folder, local, signal, step, say } = props;
  const commands = new Commands(folder, local.url, signal);
  const { config } = loadProject(join(folder, "orgduty.yaml"));
  step("orgduty verify: what is really on, against what the config wants");
  const { gaps } = JSON.parse(await commands.run("verify", "--json")) as { gaps: unknown[] };
  say(`${gaps.length} gaps`);
  const before = await leftInAws(config, local.url);
  step("orgduty destroy: members off-boarded, then everything that was applied");
  say(await commands.run("destroy", "--yes"));
  const left = await leftInAws(config, local.url);
  say(
    [`AWS had ${before.length} detectors, queues and the like, and has ${left.length}`, ...left].join("\n"),
  );
  return { gaps: gaps.length, left: left.length };
}
