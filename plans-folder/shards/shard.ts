/** One part of the stacks of a config, planned apart from the others: the third of eight is `{number: 3, of: 8}`. */
export interface Shard {
  /** Counts from 1. */
  readonly number: number;
  readonly of: number;
}

/** A shard as a person types it, e.g. `3/8`. */
export function shardText({ number, of }: Shard): string {
  return `${number}/${of}`;
}

/** Reads `3/8`. Undefined if the text is not of that form; the numbers may still be out of range. */
export function parsedShard(text: string): Shard | undefined {
  const [, number, of] = /^(\d{1,3})\/(\d{1,3})$/.exec(text.trim()) ?? [];
  return number === undefined || of === undefined ? undefined : { number: Number(number), of: Number(of) };
}
