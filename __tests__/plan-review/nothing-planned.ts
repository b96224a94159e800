import { resolve } from "node:path";
import { caseWorld, judgeWorld } from "./case-world";

/** What each rule says if nothing is planned. `make generated` writes it, and a test compares. */
export const NOTHING_PLANNED = resolve(__dirname, "../cases/expected.nothing-planned.txt");

/** A line a rule: why it does not apply if there is neither a plan nor an organization. */
export function notesWithoutPlans(): string {
  const world = caseWorld("changes");
  const { config } = world.project;
  world.manifest.stacks = [];
  Object.assign(config, { organizations: {}, regions: [], excludedRegions: {} });
  config.review = { rules: {}, waivers: {}, differences: [] };
  return judgeWorld(world)
    .map(({ id, status, note }) => `${id} ${note || status}\n`)
    .join("");
}
