import { shown } from "../problems/shown";
import { text, type Refuse } from "./text";

/** The five fields of cron, and which numbers each one takes. GitHub and GitLab both read these. */
const FIELDS = [
  ["minute", 0, 59],
  ["hour", 0, 23],
  ["day of the month", 1, 31],
  ["month", 1, 12],
  ["day of the week", 0, 6],
] as const;

const EXAMPLE = 'e.g. "17 5 * * *", each day at 05:17 UTC';

/**
 * When a pipeline runs by itself: five fields of cron in UTC, with numbers only, at most once an hour.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule
 */
export const schedule = text("schedule", (value, refuse) => {
  const fields = value.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) {
    const what = `a schedule has five fields of cron, ${shown(value)} has ${fields.length}`;
    return refuse(what, WORDS[value.trim()] ?? EXAMPLE);
  }
  for (const [index, [name, least, most]] of FIELDS.entries())
    checkField(fields[index]!, name, least, most, refuse);
  if (/^\d+$/.test(fields[0]!)) return fields.join(" ");
  return refuse(
    `${shown(value)} runs more than once an hour`,
    `give one minute: ${["17", ...fields.slice(1)].join(" ")}`,
  );
});

const WORDS: Readonly<Record<string, string>> = {
  "@hourly": 'write "17 * * * *"',
  "@daily": 'write "17 5 * * *"',
  "@weekly": 'write "17 5 * * 1"',
};

function checkField(field: string, name: string, least: number, most: number, refuse: Refuse): void {
  const parts = field.split(",").map((part) => /^(\*|\d{1,2})(-(\d{1,2}))?(\/(\d{1,2}))?$/.exec(part));
  const fits = parts.every((part) => {
    if (part === null) return false;
    const [, from = "", , to, , step] = part;
    const numbers = [from === "*" ? least : Number(from), to === undefined ? most : Number(to)];
    const inRange = numbers.every((number) => number >= least && number <= most);
    return inRange && numbers[0]! <= numbers[1]! && step !== "0" && !(from === "*" && to !== undefined);
  });
  if (!fits) refuse(`the ${name}, ${shown(field)}, is not a field of cron from ${least} to ${most}`, EXAMPLE);
}
