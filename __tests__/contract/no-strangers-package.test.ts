import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/orgduty";

/** What runs a package by name and fetches it from a registry if it is not installed: nobody of ours owns that name. */
const FETCHES =
  /\b(?:npx|bunx|(?:pnpm|yarn) dlx|(?:npm|pnpm) (?:exec|x)(?! --no\b))(?:\s+-[-\w=]+)*\s+orgduty\b/g;

/** The files of the product: what git has, and what it would take. */
function files(): readonly string[] {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  return execFileSync("git", args, { cwd: ROOT, encoding: "utf8" }).split("\0").filter(Boolean);
}

/** Each way to fetch a stranger's package that a text holds. */
function fetchesIn(text: string): readonly string[] {
  return text.match(FETCHES) ?? [];
}

/** A deleted file that git still lists holds nothing. */
function textOf(file: string): string {
  try {
    return readFileSync(join(ROOT, file), "utf8");
  } catch {
    return "";
  }
}

describe("The name orgduty", () => {
  it("is never fetched from a registry by a command that any file shows", () => {
    const read = files().filter((file) => file !== "__tests__/contract/no-strangers-package.test.ts");
    expect(read).toEqual(expect.arrayContaining(["README.md", "cli/terminal/next-step.ts", "orgduty"]));
    const found = read.flatMap((file) => fetchesIn(textOf(file)).map((command) => `${file}: ${command}`));
    expect(found).toEqual([]);
  });

  it.each([
    "npx orgduty plan",
    "npx --yes orgduty",
    "npm exec orgduty",
    "npm exec -- orgduty",
    "bunx orgduty",
  ])("would be fetched by %s", (command) => expect(fetchesIn(command)).toHaveLength(1));

  it.each(["./orgduty plan", "npm exec --no -- orgduty plan", "npx cdktf synth"])(
    "is not fetched by %s",
    (command) => expect(fetchesIn(command)).toEqual([]),
  );
});
