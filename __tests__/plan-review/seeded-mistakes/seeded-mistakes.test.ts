import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { RULES } from "../../../plan-review/judge/rules";
import { unmet } from "../case-world";
import { SEEDED_MISTAKES } from "./all";
import { liveWorld, mistaken, seededMistakeRow } from "./table";

const lines = readFileSync(resolve(__dirname, "../../../docs/seeded-mistakes.md"), "utf8").split("\n");

describe("Seeded mistakes", () => {
  it.each(["first-day", "hub", "changes"])("are made to a case without one: %s", (name) => {
    expect(unmet(liveWorld(name))).toEqual([]);
  });

  it.each(SEEDED_MISTAKES.map((mistake) => [mistake.rule, mistake.what, mistake] as const))(
    "are caught, with the words of docs/seeded-mistakes.md: %s %s",
    (_rule, _what, mistake) => {
      const { rule, also = [] } = mistake;
      const reports = unmet(mistaken(mistake));
      expect(reports.map(({ id }) => id)).toEqual([rule, ...also].sort());
      expect(lines).toContain(seededMistakeRow(mistake, reports));
    },
  );

  it("are at least one for every rule", () => {
    const seeded = SEEDED_MISTAKES.map(({ rule }) => rule);
    expect(RULES.map(({ id }) => id).filter((id) => !seeded.includes(id))).toEqual([]);
  });

  it("are as many as docs/seeded-mistakes.md says", () => {
    const rows = lines.filter((line) => line.startsWith("| ") && line.includes("| OD-"));
    expect(rows).toHaveLength(SEEDED_MISTAKES.length);
    expect(lines[2]).toMatch(`${SEEDED_MISTAKES.length} edits`);
  });
});
