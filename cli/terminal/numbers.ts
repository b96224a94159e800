import { InvalidArgumentError } from "commander";
import { parsedShard, type Shard } from "../../plans-folder/shards/shard";

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

/** Parses a flag's shard, e.g. `3/8`. A job's index that begins at 0 is a mistake of its own. */
export function shardOf(text: string): Shard {
  const shard = parsedShard(text);
  if (!shard) throw new InvalidArgumentError("fix: give it a part and the number of parts, e.g. 3/8");
  if (shard.number >= 1 && shard.number <= shard.of) return shard;
  const hint = shard.number === 0 ? ": add 1 to a job's index that begins at 0" : "";
  throw new InvalidArgumentError(`fix: parts count from 1 to the number of parts${hint}`);
}

function numberIn(text: string, allows: (value: number) => boolean, wanted: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!allows(value)) throw new InvalidArgumentError(`fix: give it ${wanted}`);
  return value;
}
