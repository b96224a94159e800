import { z } from "zod";
import { offer } from "../problems/nearest";
import { shown } from "../problems/shown";

/** The text of a problem in a schema: what is wrong, a line break, and the fix. mistakes.ts splits it again. */
export function says(message: string, fix: string): string {
  return `${message}\n${fix}`;
}

/** Refuses the current value. Like z.NEVER, it returns nothing that is ever used. */
export type Refuse = (message: string, fix: string) => never;

/** A string that is checked and converted to the value that it stands for. */
export function text<T>(what: string, check: (value: string, refuse: Refuse) => T) {
  return z
    .string({
      error: ({ input }) =>
        says(`${what} must be a string, got ${shown(input)}`, stringFix(what, input, check)),
    })
    .transform((value, context): T => {
      const refuse: Refuse = (message, fix) => {
        context.issues.push({ code: "custom", message: says(message, fix), input: value });
        return z.NEVER;
      };
      return check(value, refuse);
    });
}

/** For a number, the fix is quotes, unless its digits are refused as a string as well. */
function stringFix(what: string, input: unknown, check: (value: string, refuse: Refuse) => unknown): string {
  if (input === undefined) return `add the ${what}`;
  if (typeof input !== "number") return `write the ${what} as a string`;
  let fix = "quote it: unquoted, YAML drops leading zeros or reads the number as octal";
  check(String(input), (_, ofString) => {
    fix = ofString;
    return undefined as never;
  });
  return fix;
}

/** A string of 1 to `longest` characters without control characters. */
export function line(what: string, longest: number) {
  return text(what, (value, refuse) => {
    if (value.trim() === "") return refuse(`${what} is empty`, `write the ${what}`);
    if (value.length > longest) {
      return refuse(`${what} has ${value.length} characters, at most ${longest} fit`, "shorten it");
    }
    if (/\p{Cc}/u.test(value))
      return refuse(`${what} has control characters, got ${shown(value)}`, "remove them");
    return value;
  });
}

/** A string that must match a pattern. */
export function matching(what: string, pattern: RegExp, example: string) {
  return text(what, (value, refuse) =>
    pattern.test(value) ? value : refuse(`${shown(value)} is not a valid ${what}`, `e.g. ${example}`),
  );
}

/** One of a few words. */
export function choice<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, {
    error: ({ input }) =>
      says(`must be one of ${values.join(", ")}, got ${shown(input)}`, offer(input, values)),
  });
}

/** A whole number within limits. `example` is a usual value, and `words` are texts that people write for a number. */
export function whole(
  what: string,
  [least, most]: readonly [number, number],
  example: number,
  words: Readonly<Record<string, number>> = {},
) {
  const error = ({ input }: { input?: unknown }) => {
    const meant = numberMeant(input, words);
    const fits = meant !== undefined && meant >= least && meant <= most;
    const fix = fits ? `write ${meant}, without quotes or unit` : `e.g. ${example}`;
    return says(`${what} must be a whole number from ${least} to ${most}, got ${shown(input)}`, fix);
  };
  return z.int({ error }).min(least, { error }).max(most, { error });
}

const UNITS: Readonly<Record<string, number>> = { "": 1, k: 1024, kb: 1024, kib: 1024, m: 1, min: 1, h: 60 };

/** The number that a text means: "6514", 8k bytes, 1h of minutes. */
function numberMeant(input: unknown, words: Readonly<Record<string, number>>): number | undefined {
  if (typeof input !== "string") return undefined;
  const text = input.trim().toLowerCase();
  if (Object.hasOwn(words, text)) return words[text];
  const [, digits = "", unit = ""] = /^(\d{1,9}) ?([a-z]*)$/.exec(text) ?? [];
  return digits !== "" && Object.hasOwn(UNITS, unit) ? Number(digits) * UNITS[unit]! : undefined;
}
