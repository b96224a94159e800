import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { RULES } from "../../../plan-review/judge/rules";

describe("Rules", () => {
  it("are numbered in order, none twice", () => {
    const expected = RULES.map((_, index) => `OD-${String(index + 1).padStart(3, "0")}`);
    expect(RULES.map(({ id }) => id)).toEqual(expected);
  });

  it("are all that the folders hold: none lacks its line in its folder's index.ts", () => {
    const judge = resolve(__dirname, "../../../plan-review/judge");
    const files = readdirSync(judge, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".ts"),
    );
    const declared = files.flatMap((file) =>
      [...readFileSync(resolve(judge, file), "utf8").matchAll(/^ {2}id: "(OD-\d{3})"/gm)].map(
        ([, id]) => id!,
      ),
    );
    expect(RULES.map(({ id }) => id)).toEqual(declared.sort());
  });

  const page = readFileSync(resolve(__dirname, "../../../docs/reviewing-a-plan.md"), "utf8");
  const rows = page.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));

  it.each(RULES.map((rule) => [rule.id, rule] as const))(
    "are in docs/reviewing-a-plan.md with severity, property and fix: %s",
    (_, { id, severity, title, fix }) => {
      expect(rows.find((cells) => cells[1] === id)?.slice(2, -1)).toEqual([severity, title, fix]);
    },
  );
});
