import { shardText } from "./shard";
import type { ShardFolder } from "./shard-folder";

/** What every shard of a set must have in common, with the words for it. What is not recorded counts as a value, too. */
const IN_COMMON: readonly (readonly [string, (folder: ShardFolder) => unknown])[] = [
  ["number of shards", ({ manifest }) => manifest.shard.of],
  ["mode", ({ manifest }) => manifest.mode],
  ["config", ({ manifest }) => fileText(manifest.config)],
  ["snapshots", ({ manifest }) => Object.values(manifest.snapshots).map(fileText).join(", ")],
  ["release of orgduty", ({ manifest }) => manifest.orgduty],
  ["code", ({ manifest }) => brief(manifest.sourcesSha256)],
  ["git tree", ({ manifest }) => manifest.git?.tree],
  ["uncommitted changes", ({ manifest }) => manifest.git && (manifest.git.clean ? "none" : "some")],
  ["engine", ({ manifest }) => `${manifest.versions.engine ?? "Terraform"} ${manifest.versions.terraform}`],
  ["provider", ({ manifest }) => manifest.versions.provider],
  ["lock file", ({ manifest }) => brief(manifest.lockFileSha256)],
  ["bindings", ({ manifest }) => `${manifest.versions.bindings}, cdktf ${manifest.versions.cdktf}`],
];

/** Every way in which these folders are not one whole set of shards of one plan. */
export function setProblems(folders: readonly ShardFolder[]): string[] {
  return [...IN_COMMON.flatMap(([what, of]) => differing(what, folders, of)), ...numberProblems(folders)];
}

function differing(
  what: string,
  folders: readonly ShardFolder[],
  of: (one: ShardFolder) => unknown,
): string[] {
  const by = new Map<string, ShardFolder[]>();
  for (const folder of folders) {
    const value = textOf(of(folder));
    by.set(value, [...(by.get(value) ?? []), folder]);
  }
  if (by.size < 2) return [];
  const groups = [...by].map(([value, those]) => `${value} in ${those.map(nameOf).join(", ")}`);
  return [`${what} differs: ${groups.join("; ")}`];
}

/** Which shards are missing, and which are there twice. Only if they agree on how many there are. */
function numberProblems(folders: readonly ShardFolder[]): string[] {
  const [first, ...others] = folders.map(({ manifest }) => manifest.shard.of);
  if (first === undefined || others.some((of) => of !== first)) return [];
  return Array.from({ length: first }, (_, index) => index + 1).flatMap((number) => {
    const those = folders.filter(({ manifest }) => manifest.shard.number === number);
    const name = `shard ${shardText({ number, of: first })}`;
    if (those.length === 0) return [`${name} is missing`];
    return those.length === 1
      ? []
      : [`${name} is there ${those.length} times: ${those.map(({ shown }) => shown).join(", ")}`];
  });
}

function nameOf({ shown, manifest }: ShardFolder): string {
  return `${shown} (${shardText(manifest.shard)})`;
}

function fileText({ path, sha256 }: { readonly path: string; readonly sha256: string }): string {
  return `${path} ${brief(sha256)}`;
}

function brief(sha256: string | undefined): string | undefined {
  return sha256?.slice(0, 12);
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "not recorded";
}
