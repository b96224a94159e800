/**
 * A smaller number is read as seconds, any other as milliseconds: in milliseconds this is 1973, in seconds the year
 * 5138.
 */
const FIRST_MILLISECONDS = 100_000_000_000;

/**
 * A time in any of the formats that findings use: ISO 8601, the same with a blank for the T or without a zone (read as
 * UTC), epoch seconds, epoch milliseconds.
 *
 * @returns milliseconds since 1970, or undefined if the value has none of these formats
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
