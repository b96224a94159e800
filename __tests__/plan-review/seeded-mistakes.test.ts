import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { RULES } from "../../plan-review/rules";
import { caseWorld, unmet } from "./case-world";
import { SEEDED_MISTAKES } from "./seeded-mistakes/all";
import { seededMistakesPage } from "./seeded-mistakes/table";

describe("Seeded mistakes", () => {
  it.each(SEEDED_MISTAKES.map((mistake) => [mistake.what, mistake] as const))(
    "catches that %s",
    (_, { base, seed, rule, also = [] }) => {
      // Of the good case nothing but its being offline is unmet: take that away, to see the mistake alone.
      const world = caseWorld(base);
      world.manifest.mode = "live";
      expect(unmet(world)).toEqual([]);
      seed(world);
      expect(unmet(world)).toEqual([rule, ...also].sort());
    },
  );

  it("has at least one for every rule", () => {
    const seeded = SEEDED_MISTAKES.map(({ rule }) => rule);
    expect(RULES.map(({ id }) => id).filter((id) => !seeded.includes(id))).toEqual([]);
  });

  it("is what docs/seeded-mistakes.md says", () => {
    const page = resolve(__dirname, "../../docs/seeded-mistakes.md");
    expect(readFileSync(page, "utf8")).toBe(seededMistakesPage());
  });
});
