import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { RULES } from "../../plan-review/rules";
import { caseWorld, unmet } from "./case-world";
import { SEEDED_MISTAKES } from "./seeded-mistakes/all";
import { seededMistakesPage } from "./seeded-mistakes/table";

describe("Seeded mistakes", () => {
  // Of a good case nothing but its being offline is unmet: that is taken away, to see the mistake alone.
  const liveWorld = (name: string) => {
    const world = caseWorld(name);
    world.manifest.mode = "live";
    return world;
  };

  it.each(["first-day", "hub", "changes"])("are made to a case without one: %s", (name) => {
    expect(unmet(liveWorld(name))).toEqual([]);
  });

  it.each(SEEDED_MISTAKES.map((mistake) => [mistake.what, mistake] as const))(
    "are caught: %s",
    (_, { base, seed, rule, also = [] }) => {
      const world = liveWorld(base);
      seed(world);
      expect(unmet(world)).toEqual([rule, ...also].sort());
    },
  );

  it("are at least one for every rule", () => {
    const seeded = SEEDED_MISTAKES.map(({ rule }) => rule);
    expect(RULES.map(({ id }) => id).filter((id) => !seeded.includes(id))).toEqual([]);
  });

  it("are what docs/seeded-mistakes.md says", () => {
    const page = resolve(__dirname, "../../docs/seeded-mistakes.md");
    expect(readFileSync(page, "utf8")).toBe(seededMistakesPage());
  });
});
