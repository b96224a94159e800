import { dirname, resolve } from "node:path";
import type { OrgdutyConfig } from "../config/config";
import { organizationsOf } from "../config/complete/draft";
import type { Mistake } from "../config/problems/mistake";
import { ProblemsError, throwProblems } from "../config/problems/problems";
import { openConfig } from "../config/open-config";
import { readText } from "../config/problems/read-text";
import type { Partition } from "../aws/partitions";
import { shown } from "../config/problems/shown";
import { parseSnapshot } from "./parse-snapshot";
import { checkAgainstSnapshot } from "./rules";
import type { Snapshot } from "./snapshot";

/** A file that was read. */
export interface SourceFile {
  /** The absolute path. */
  readonly path: string;
  /** SHA-256 of its bytes. */
  readonly sha256: string;
}

/** orgduty.yaml and the snapshots it names, checked against each other. */
export interface Project {
  readonly config: OrgdutyConfig;
  readonly snapshots: Partial<Record<Partition, Snapshot>>;
  readonly files: { readonly config: SourceFile; readonly snapshots: Partial<Record<Partition, SourceFile>> };
}

/** Reads a config and its snapshots. Throws one ProblemsError that names every problem in every file. */
export function loadProject(configPath: string): Project {
  const { path, sha256, reading } = openConfig(configPath);
  const read = organizationsOf(reading.draft).map((entry) => readOrganization(entry, dirname(path)));
  throwProblems([
    ...reading.problems(read.flatMap(({ mistakes = [] }) => mistakes)),
    ...read.flatMap(({ error }) => (error ? [error] : [])),
  ]);
  return {
    config: reading.complete(),
    snapshots: Object.fromEntries(read.map(({ partition, snapshot }) => [partition, snapshot])),
    files: {
      config: { path, sha256 },
      snapshots: Object.fromEntries(read.map((entry) => [entry.partition, entry.file])),
    },
  };
}

interface OrganizationReading {
  readonly partition: Partition;
  readonly snapshot?: Snapshot;
  readonly file?: SourceFile;
  /** Problems in the config. */
  readonly mistakes?: readonly Mistake[];
  /** Problems in the snapshot. */
  readonly error?: ProblemsError;
}

type OrganizationEntry = ReturnType<typeof organizationsOf>[number];

function readOrganization(
  { partition, organization, path: section }: OrganizationEntry,
  folder: string,
): OrganizationReading {
  const { accounts } = organization;
  if (accounts === undefined) return { partition };
  const path = resolve(folder, accounts);
  const name = shown(accounts);
  const file = readText(path);
  if ("unreadable" in file) {
    const message = `${name} cannot be read: ${file.unreadable}`;
    const fix = "run ./orgduty discover, or correct the path";
    return { partition, mistakes: [{ path: [...section, "accounts"], message, fix }] };
  }
  try {
    const snapshot = parseSnapshot(file.text, path);
    const mistakes = checkAgainstSnapshot({ partition, organization, snapshot, file: name });
    const located = mistakes.map((mistake) => ({ ...mistake, path: [...section, ...mistake.path] }));
    return { partition, snapshot, file: { path, sha256: file.sha256 }, mistakes: located };
  } catch (error) {
    if (error instanceof ProblemsError) return { partition, error };
    throw error;
  }
}
