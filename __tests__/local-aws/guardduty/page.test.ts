import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

const PAGE = join(__dirname, "../../../docs/local-guardduty.md");

describe("The local GuardDuty's page", () => {
  it("has for each behaviour a source, and test files that exist", () => {
    const rows = readFileSync(PAGE, "utf8")
      .split("\n")
      .filter((line) => line.startsWith("| ") && !/^\| (behaviour|---)/.test(line))
      .map((line) => line.split("|").map((cell) => cell.trim()));
    expect(rows.length).toBeGreaterThan(30);
    const lacking = rows.filter(([, , source, tests = ""]) => !source || testFiles(tests).length === 0);
    expect(lacking).toEqual([]);
    const named = new Set(rows.flatMap(([, , , tests = ""]) => testFiles(tests)));
    const files = readdirSync(__dirname, { recursive: true, encoding: "utf8" }).map((file) => basename(file));
    expect([...named].filter((file) => !files.includes(file))).toEqual([]);
  });
});

function testFiles(cell: string): string[] {
  return [...cell.matchAll(/`([\w-]+)`/g)].map(([, name]) => `${name}.test.ts`);
}
