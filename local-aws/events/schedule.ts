import type { Json } from "../../aws/json";

const RATE = /^rate\((\d+) (minute|minutes|hour|hours|day|days)\)$/;
const CRON = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/;
const MINUTES = { minute: 1, hour: 60, day: 1440 } as const;

/**
 * Whether a schedule fires in a given minute. Rates count from 1970. Cron expressions are read in UTC; they may have
 * `*`, `?`, and lists, ranges and steps of numbers.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function firesAt(expression: string, time: Date): boolean {
  const [, count, unit] = RATE.exec(expression) ?? [];
  if (count && unit) {
    const minutes = Number(count) * MINUTES[unit.replace(/s$/, "") as keyof typeof MINUTES];
    return Math.floor(time.getTime() / 60_000) % minutes === 0;
  }
  const fields = CRON.exec(expression)?.slice(1);
  if (!fields) return false;
  const actual = [
    time.getUTCMinutes(),
    time.getUTCHours(),
    time.getUTCDate(),
    time.getUTCMonth() + 1,
    time.getUTCDay() + 1,
    time.getUTCFullYear(),
  ];
  return fields.every((field, index) => fieldAllows(field, actual[index] ?? 0, index === 2 ? 1 : 0));
}

/**
 * The event that a scheduled rule sends. Source:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html
 */
export const SCHEDULED_EVENT = {
  source: "aws.events",
  detailType: "Scheduled Event",
  detail: {} as Json,
} as const;

/** `start` is the first value of `*` with a step: days of the month count from 1. */
function fieldAllows(field: string, value: number, start: number): boolean {
  return field.split(",").some((part) => {
    const [range = "", step] = part.split("/");
    const [from, to] = range === "*" || range === "?" ? [start, Infinity] : range.split("-").map(Number);
    if (from === undefined) return false;
    const last = to ?? (step === undefined ? from : Infinity);
    return value >= from && value <= last && (value - from) % Number(step ?? 1) === 0;
  });
}
