import { InvalidArgumentError } from "commander";

/**
 * Parses a flag's whole number, which must be at least 1. The error it throws is printed by commander with the flag's
 * name.
 */
export function countOf(text: string): number {
  return numberIn(text, (value) => Number.isInteger(value) && value >= 1, "a whole number from 1");
}

/** Parses a flag's number of hours or minutes, fractions included. */
export function amountOf(text: string): number {
  return numberIn(text, (value) => Number.isFinite(value) && value >= 0, "a number from 0");
}

/** Parses a flag's TCP port; 0 means any free one. */
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
