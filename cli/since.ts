import { CommandError } from "./terminal/io";

const HOUR = 3_600_000;
const UNITS: Readonly<Record<string, number>> = { h: HOUR, d: 24 * HOUR };
/** GuardDuty keeps findings for 90 days. */
const MAX_AGE = 90 * 24 * HOUR;

/**
 * Reads a flag's start of a time that lasts until now: 6h, 7d, a date or a time.
 *
 * @param option the flag, for messages
 * @returns milliseconds since 1970
 * @throws CommandError
 */
export function parseSince(option: string, text: string, now: number): number {
  const [, amount, unit] = /^(\d+)([hd])$/.exec(text) ?? [];
  const since = amount && unit ? now - Number(amount) * UNITS[unit]! : Date.parse(text);
  if (Number.isNaN(since))
    throw new CommandError(
      `${option}: "${text}" is not a time`,
      "e.g. 6h, 7d, 2026-11-01 or 2026-11-01T12:00:00Z",
    );
  if (since > now) throw new CommandError(`${option}: "${text}" is in the future`, "e.g. 6h or 7d");
  if (since < now - MAX_AGE)
    throw new CommandError(
      `${option}: "${text}" is more than 90 days ago`,
      "GuardDuty keeps findings for 90 days: pass 90d",
    );
  return since;
}
