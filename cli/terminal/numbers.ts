import { InvalidArgumentError } from "commander";

/** A flag's whole number from 1. Throws what commander prints, with the flag. */
export function countOf(text: string): number {
  return numberIn(text, (value) => Number.isInteger(value) && value >= 1, "a whole number from 1");
}

/** A flag's hours or minutes: fractions too. */
export function amountOf(text: string): number {
  return numberIn(text, (value) => Number.isFinite(value) && value >= 0, "a number from 0");
}

/** A flag's TCP port; 0 is any free one. */
export function portOf(text: string): number {
  return numberIn(
    text,
    (value) => Number.isInteger(value) && value >= 0 && value <= 65_535,
    "a port, 0 to 65535",
  );
}

function numberIn(text: string, allows: (value: number) => boolean, wanted: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!allows(value)) throw new InvalidArgumentError(`fix: give it ${wanted}`);
  return value;
}
