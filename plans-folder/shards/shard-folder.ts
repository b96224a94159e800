import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { findManifest, PLAN_JSON_FILE, type Manifest } from "../manifest";
import type { Shard } from "./shard";

/** A folder that `orgduty plan --shard` left, wherever it was taken since. */
export interface ShardFolder {
  readonly path: string;
  /** The folder as the operator named it. */
  readonly shown: string;
  readonly manifest: Manifest & { readonly shard: Shard };
}

/** A folder as the operator named it, and where it is. */
export interface NamedFolder {
  readonly path: string;
  readonly shown: string;
}

/** Reads a shard's manifest, or says why the folder is no shard. */
export function readShardFolder({ path, shown }: NamedFolder): ShardFolder | string {
  if (!existsSync(path)) return `${shown}: there is no such folder`;
  try {
    const manifest = findManifest(path);
    if (!manifest) return `${shown}: holds no plans${hintAt(path, shown)}`;
    const { shard } = manifest;
    return shard
      ? { path, shown, manifest: { ...manifest, shard } }
      : `${shown}: was planned without --shard`;
  } catch (error) {
    return `${shown}: ${(error as Error).message.split("\n")[0]}`;
  }
}

/** A pipeline that keeps several artefacts puts each into a folder of its own, below the one that was named. */
function hintAt(path: string, shown: string): string {
  const below = readdirSync(path).filter((name) => existsSync(join(path, name, "manifest.json")));
  return below.length === 0 ? "" : `; name the folders below it: ${shown}/*`;
}

/** Plans in a shard's folder that its manifest does not name: another shard was unpacked over it, or it over another. */
export function foreignStacks({ path, shown, manifest }: ShardFolder): string[] {
  const own = manifest.stacks.map(({ name }) => name);
  return readdirSync(path)
    .filter((name) => !own.includes(name) && existsSync(join(path, name, PLAN_JSON_FILE)))
    .map(
      (name) =>
        `${shown}: holds a plan of ${name}, which is not its own: each shard needs a folder to itself`,
    );
}
