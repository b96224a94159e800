import type { SealedFor, SealedHeader } from "../../../plans-folder/sealed/header";

/** Which sealed plans are wanted. */
export interface Wanted extends Pick<SealedFor, "name" | "tree" | "shard"> {
  /** Whether they come as a file, which has to be encrypted. */
  readonly isFile: boolean;
  /** The key of the config. */
  readonly keyArn?: string;
}

/** Every reason why sealed plans are not the ones that are wanted, as far as their header says. */
export function headerProblems(header: SealedHeader, wanted: Wanted): string[] {
  return [
    ...unlike("sealed for the config", header.name, wanted.name),
    ...unlike("sealed from the git tree", header.tree, wanted.tree),
    ...(header.shard === wanted.shard
      ? []
      : [`is ${shardOf(header.shard)}, wanted is ${shardOf(wanted.shard)}`]),
    ...keyProblems(header, wanted),
  ];
}

function keyProblems({ key }: SealedHeader, { keyArn, isFile }: Wanted): string[] {
  if (key)
    return keyArn === undefined
      ? ["is encrypted, and the config names no pipeline.kmsKeyArn"]
      : unlike("encrypted with the key", key.arn, keyArn);
  if (keyArn !== undefined) return [`is not encrypted, but pipeline.kmsKeyArn is ${keyArn}`];
  return isFile ? ["is not encrypted: only the state bucket may hold such plans"] : [];
}

function unlike(what: string, found: string, wanted: string): string[] {
  return found === wanted ? [] : [`${what} ${found}, wanted is ${wanted}`];
}

function shardOf(shard: string): string {
  return shard === "all" ? "the whole set" : `shard ${shard}`;
}
