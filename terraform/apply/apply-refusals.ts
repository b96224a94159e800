import { existsSync } from "node:fs";
import { join } from "node:path";
import type { GitState, UnreadableGit } from "../plan/git";
import { sha256OfFile } from "../../plans-folder/hashing";
import { shardText } from "../../plans-folder/shards/shard";
import { PLAN_FILE, PLAN_JSON_FILE, type Manifest } from "../../plans-folder/manifest";
import type { RunMode } from "../engine/run-mode";
import type { Versions } from "../engine/versions";

/** What apply finds now, to be compared with what the manifest recorded at plan. */
export interface Found {
  readonly mode: RunMode["kind"];
  readonly config: { readonly sha256: string };
  readonly snapshots: Readonly<Record<string, { readonly sha256: string } | undefined>>;
  readonly git: GitState | UnreadableGit;
  readonly versions: Pick<Versions, "terraform" | "engine" | "provider">;
  readonly plansFolder: string;
  /** The plans folder, as the operator named it. */
  readonly shownFolder: string;
  /** How a path of the manifest reads from where the operator is. @default as recorded */
  readonly shownPath?: (recorded: string) => string;
  readonly now: Date;
  readonly maximumAgeHours: number;
}

/** Every reason not to apply these plans here and now. Empty if nothing has changed since they were planned. */
export function refusals(manifest: Manifest, found: Found): string[] {
  return [
    ...modeRefusals(manifest, found),
    ...shardRefusals(manifest),
    ...ageRefusals(manifest, found),
    ...inputRefusals(manifest, found),
    ...(found.mode === "local" ? [] : gitRefusals(manifest.git, found.git)),
    ...versionRefusals(manifest, found),
    ...manifest.stacks.flatMap(({ name, planSha256, planJsonSha256 }) => [
      ...planFileRefusals(found, join(name, PLAN_FILE), planSha256),
      ...planFileRefusals(found, join(name, PLAN_JSON_FILE), planJsonSha256),
    ]),
  ];
}

const PLANNED: Readonly<Record<RunMode["kind"], string>> = {
  offline: "without AWS",
  local: "against the local AWS",
  live: "against AWS",
};

function modeRefusals({ mode }: Manifest, found: Found): string[] {
  if (mode === "offline") return ["offline: planned without AWS, so these plans can never be applied"];
  return mode === found.mode
    ? []
    : [`${mode}: planned ${PLANNED[mode]}, to be applied ${PLANNED[found.mode]}`];
}

/** Foundation and canary may be in other shards, and who reviews one shard has not seen the others. */
function shardRefusals({ shard }: Manifest): string[] {
  return shard ? [`shard: this is part ${shardText(shard)} of the plans: ./orgduty merge makes one set`] : [];
}

/** How far the planning machine's clock may be ahead of this one: five minutes, as AWS allows for requests. */
const AHEAD_HOURS = 5 / 60;

function ageRefusals({ createdAt }: Manifest, { now, maximumAgeHours }: Found): string[] {
  const hours = (now.getTime() - Date.parse(createdAt)) / 3_600_000;
  if (hours < -AHEAD_HOURS)
    return [`new: planned at ${createdAt}, but this machine's clock says ${now.toISOString()}`];
  return hours <= maximumAgeHours
    ? []
    : [`old: planned ${Math.floor(hours)} hours ago, at most ${maximumAgeHours} are allowed`];
}

function inputRefusals({ config, snapshots }: Manifest, found: Found): string[] {
  const partitions = [...new Set([...Object.keys(snapshots), ...Object.keys(found.snapshots)])].sort();
  const planned: Readonly<Record<string, { path: string; sha256: string } | undefined>> = snapshots;
  const { shownPath = (path: string) => path } = found;
  return [
    ...alteration(shownPath(config.path), config.sha256, found.config.sha256),
    ...partitions.flatMap((partition) => {
      const file = planned[partition];
      const shown = file ? shownPath(file.path) : `the snapshot of ${partition}`;
      return alteration(shown, file?.sha256, found.snapshots[partition]?.sha256);
    }),
  ];
}

/** Unknown counts as different: without a git tree, nothing binds the plans to what was reviewed. */
function gitRefusals(planned: GitState | null, found: GitState | UnreadableGit): string[] {
  if ("unreadable" in found) return [found.unreadable];
  if (planned === null) return ["git: planned in a checkout that git could not read"];
  return [
    ...(planned.tree === found.tree
      ? []
      : [`git: planned from tree ${planned.tree}, this checkout has ${found.tree}`]),
    ...(planned.clean ? [] : ["git: planned with uncommitted changes to tracked files"]),
    ...(found.clean ? [] : ["git: this checkout has uncommitted changes to tracked files"]),
  ];
}

function versionRefusals({ versions }: Manifest, found: Found): string[] {
  const { engine: planned = "Terraform" } = versions;
  const { engine = "Terraform" } = found.versions;
  if (planned !== engine) return [`version: planned with ${planned}, this is ${engine}`];
  return (["terraform", "provider"] as const)
    .filter((tool) => versions[tool] !== found.versions[tool])
    .map((tool) => `version: planned with ${tool} ${versions[tool]}, this is ${found.versions[tool]}`);
}

function planFileRefusals({ plansFolder, shownFolder }: Found, file: string, planned: string): string[] {
  const path = join(plansFolder, file);
  const shown = join(shownFolder, file);
  return existsSync(path) ? alteration(shown, planned, sha256OfFile(path)) : [`missing: ${shown}`];
}

/** A refusal if a file is not the one that was planned. */
export function alteration(shown: string, planned: string | undefined, found: string | undefined): string[] {
  if (planned === found) return [];
  return [`altered: ${shown} sha256 ${found ?? "none"}, planned ${planned ?? "none"}`];
}
