import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { recordedFiles } from "../../cli/recorded-files";
import { stacksOfShard } from "../../cli/stacks-of-shard";
import { stackList, type StackEntry } from "../../config/stack-list";
import type { Project } from "../../organization/load-project";
import { sha256 } from "../../plans-folder/hashing";
import {
  PLAN_FILE,
  PLAN_JSON_FILE,
  readManifest,
  writeManifest,
  type Manifest,
} from "../../plans-folder/manifest";

/** Writes what one run would leave of these stacks: a manifest, and two files for each stack. */
export function writePlans(
  project: Project,
  folder: string,
  stacks: readonly StackEntry[],
  changed: Partial<Manifest> = {},
  content: (stack: string) => string = (stack) => `plan of ${stack}`,
): void {
  const settings = { settings: { "administrator detector S3_DATA_EVENTS": "ENABLED" }, unread: [] };
  const regions = stacks.flatMap(({ kind, region }) => (kind === "region" ? [[region, settings]] : []));
  for (const { name } of stacks) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, PLAN_FILE), content(name));
    writeFileSync(join(folder, name, PLAN_JSON_FILE), `{"of":"${name}"}\n`);
    // As an artefact's archive leaves it.
    chmodSync(join(folder, name, PLAN_FILE), 0o644);
  }
  mkdirSync(folder, { recursive: true });
  writeManifest(folder, {
    schemaVersion: 1,
    orgduty: "0.1.0",
    createdAt: new Date().toISOString(),
    mode: "live",
    ...recordedFiles(project),
    sourcesSha256: sha256("sources"),
    lockFileSha256: sha256("lock"),
    git: { commit: "c1", tree: "t1", clean: true },
    versions: { terraform: "1.11.4", provider: "5.100.0", bindings: "21.22.1", cdktf: "0.21.0" },
    strayStates: [],
    currentSettings: Object.fromEntries(regions) as NonNullable<Manifest["currentSettings"]>,
    stacks: stacks.map(({ name, kind, partition, region }) => ({
      ...{ name, kind, partition, region, adds: 1, changes: 0, destroys: 0 },
      planSha256: sha256(content(name)),
      planJsonSha256: sha256(`{"of":"${name}"}\n`),
      assets: [],
      seconds: 1.5,
    })),
    ...changed,
  });
}

/** All stacks of a config, as a single run leaves them. */
export function writeSingleRun(project: Project, folder: string, changed: Partial<Manifest> = {}): void {
  writePlans(project, folder, stackList(project.config), changed);
}

/** A whole set of shards; the folders' paths. */
export function writeShards(project: Project, folder: string, of: number): string[] {
  return Array.from({ length: of }, (_, index) => {
    const shard = { number: index + 1, of };
    const path = join(folder, `shard-${shard.number}`);
    writePlans(project, path, stacksOfShard(project, shard), { shard });
    return path;
  });
}

/** Rewrites what a folder's manifest says. */
export function editManifest(folder: string, change: (manifest: Manifest) => Partial<Manifest>): void {
  const manifest = readManifest(folder);
  writeManifest(folder, { ...manifest, ...change(manifest) });
}

/** Every file of a folder by its path, the manifest without what tells one run from another. */
export function bytesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    paths.map((path) => {
      const text = readFileSync(path, "latin1");
      const provenance = /"(createdAt|seconds|planSha256)": [^,\n]+/g;
      return [
        path.slice(folder.length + 1),
        path.endsWith("manifest.json") ? text.replace(provenance, '"$1"') : text,
      ];
    }),
  );
}
