/** Below this a number is read as seconds, from it on as milliseconds: as milliseconds it is 1973, as seconds the year 5138. */
const FIRST_MILLISECONDS = 100_000_000_000;

/**
 * A moment in any of the shapes that findings carry: ISO 8601, the same with a blank for the T or without a zone (read as UTC), epoch
 * seconds, epoch milliseconds.
 *
 * @returns milliseconds since 1970, or undefined where the value is none of these
 */
export function toMilliseconds(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof number === "number") return valid(number < FIRST_MILLISECONDS ? number * 1000 : number);
  if (typeof value !== "string") return undefined;
  const iso = value.trim().replace(" ", "T");
  return valid(Date.parse(/T[\d:.]+$/.test(iso) ? `${iso}Z` : iso));
}

function valid(milliseconds: number): number | undefined {
  const whole = Math.round(milliseconds);
  return Number.isNaN(new Date(whole).getTime()) ? undefined : whole;
}
