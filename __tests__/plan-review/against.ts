import { unmet, type World } from "./case-world";
import { liveWorld } from "./seeded-mistakes/table";

/** What the config of the cases asks for. */
export const TAGGED = { tags_all: { owner: "tests" } };

/** Evidence against a rule, in a good world with an edit. */
export function against(rule: string, edit: (world: World) => void): string[] {
  const world = liveWorld("first-day");
  edit(world);
  const report = unmet(world).find(({ id }) => id === rule);
  return (report?.evidence ?? []).map(({ address, detail }) => `${address}: ${detail}`);
}
