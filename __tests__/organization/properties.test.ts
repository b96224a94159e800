import fc from "../support/fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { ProblemsError } from "../../config/problems/problems";
import { readConfig } from "../../config/read-config";
import { parseSnapshot } from "../../organization/parse-snapshot";

const ACME = join(__dirname, "../../examples/acme");
const configText = readFileSync(join(ACME, "orgduty.yaml"), "utf8");
const snapshotText = readFileSync(join(ACME, "accounts/aws-cn.json"), "utf8");

/** Loads a config as far as it goes: whatever is wrong has to be among the problems. */
function load(text: string): readonly string[] {
  const reading = readConfig(text, "/project/orgduty.yaml");
  const problems = reading.problems([]).flatMap((error) => error.problems);
  if (problems.length === 0) reading.complete();
  return problems.flatMap(({ message, fix, path }) => [message, fix, path]);
}

function parseTolerantly(text: string): readonly string[] {
  try {
    parseSnapshot(text, "aws.json");
    return [];
  } catch (error) {
    if (error instanceof ProblemsError)
      return error.problems.flatMap(({ message, fix, path }) => [message, fix, path]);
    throw error;
  }
}

/** Any value, with keys that occur in real documents more often than chance would have them. */
const words = [...new Set(configText.match(/[\w-]+/g))];
const key = fc.oneof(
  fc.constantFrom(...words, "__proto__", "constructor", "toString", "length"),
  fc.string(),
);
const anything = fc.anything({
  key,
  values: [
    fc.constantFrom(...words),
    fc.string(),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
  ],
});

/** A document with the value at some place of it replaced. */
function mutated(document: unknown) {
  return fc
    .tuple(fc.array(fc.nat(30), { maxLength: 6 }), anything)
    .map(([steps, value]) => replaced(document, steps, value));
}

function replaced(node: unknown, [step, ...rest]: readonly number[], value: unknown): unknown {
  if (step === undefined || typeof node !== "object" || node === null) return value;
  const keys = Object.keys(node);
  const chosen = keys[step % Math.max(1, keys.length)];
  if (chosen === undefined) return value;
  const changed = replaced((node as Record<string, unknown>)[chosen], rest, value);
  return Array.isArray(node) ? node.with(Number(chosen), changed) : { ...node, [chosen]: changed };
}

/** A text with a stretch of it replaced. */
function spliced(text: string) {
  return fc
    .tuple(
      fc.nat(text.length),
      fc.nat(40),
      fc.oneof(
        fc.string(),
        fc.constantFrom("&a ", "*a", "- ", "{", "]", "\t", "\n", ": ", "!!", "<<: *a", "|"),
      ),
    )
    .map(([start, length, insert]) => text.slice(0, start) + insert + text.slice(start + length));
}

/** Control characters, changes of direction: what a message must never hand to a terminal. */
const UNSAFE = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\u200b\ufeff]/u;

function expectSafe(texts: readonly string[]): void {
  for (const text of texts) {
    expect(text).not.toMatch(UNSAFE);
    expect(text.length).toBeLessThan(1_000);
  }
}

/** YAML of any value; what YAML cannot write is no document. */
function yaml(value: unknown): string {
  try {
    return stringify(value) ?? "";
  } catch {
    return "";
  }
}

describe("no input crashes the loader", () => {
  const runs = { numRuns: 300 };

  it("whatever the config's text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), spliced(configText)), (text) =>
        expectSafe(load(text)),
      ),
      runs,
    );
  });

  it("whatever the config's values", () => {
    const values = fc.oneof(anything, mutated(parse(configText)));
    fc.assert(
      fc.property(values, (value) => expectSafe(load(yaml(value)))),
      runs,
    );
  });

  it("whatever the snapshot's text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), spliced(snapshotText)), (text) => expectSafe(parseTolerantly(text))),
      runs,
    );
  });

  it("whatever the snapshot's values", () => {
    const values = fc.oneof(fc.jsonValue(), mutated(JSON.parse(snapshotText)));
    fc.assert(
      fc.property(values, (value) => expectSafe(parseTolerantly(JSON.stringify(value) ?? ""))),
      runs,
    );
  });
});
