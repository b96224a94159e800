import { resolve } from "node:path";
import { stackList } from "../../../config/stack-list";
import { writeManifest, type Manifest } from "../../../plans-folder/manifest";
import { mergedManifest } from "../../../plans-folder/shards/merged-manifest";
import { setProblems } from "../../../plans-folder/shards/set-problems";
import { copyStack } from "../../../plans-folder/shards/copy-stack";
import { foreignStacks, readShardFolder, type ShardFolder } from "../../../plans-folder/shards/shard-folder";
import { refuseOutFolder } from "../../../terraform/plan/out-folder";
import { stageFolder } from "../../../terraform/process/atomic-folder";
import { openProject, type ConfigOptions } from "../../open-project";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { outFlag, sayNext } from "../../terminal/next-step";
import { planTable } from "../plan/plan-table";
import { projectProblems } from "./project-problems";
import { refuseOverlap } from "./refuse-overlap";

/** Flags of `orgduty merge`. */
export interface MergeOptions extends ConfigOptions {
  /** The folders of the shards, in any order. */
  readonly dir: readonly string[];
  readonly out: string;
  /** In hours. */
  readonly maxAge: number;
  /** Print the merged manifest as one JSON document. @default false */
  readonly json?: boolean;
}

/** `orgduty merge`: makes one set of plans from all shards, which is reviewed and applied like any other. */
export function run(options: MergeOptions, io: Io): Promise<number> {
  const project = openProject(options, io);
  const out = resolve(io.cwd, options.out);
  const named = options.dir.map((shown) => ({ shown, path: resolve(io.cwd, shown) }));
  refuseOverlap(named, { shown: options.out, path: out });
  const read = named.map(readShardFolder);
  const folders = read.filter((one) => typeof one !== "string");
  const problems = [
    ...read.filter((one) => typeof one === "string"),
    ...setProblems(folders),
    ...projectProblems(project, folders, { now: new Date(), maximumAgeHours: options.maxAge }),
    ...folders.flatMap(foreignStacks),
  ];
  const [first, ...others] = folders;
  if (!first) return refuse(problems);
  const order = stackList(project.config).map(({ name }) => name);
  const manifest = mergedManifest([first, ...others], order);
  refuseOutFolder(out, manifest.config.path);
  writeSet(out, folders, manifest, problems);
  io.out(options.json ? JSON.stringify(manifest, null, 2) : planTable(manifest.stacks));
  sayNext(io, options, `review${outFlag(options.out)}`, "as if all had been planned in one run");
  return Promise.resolve(EXIT.fine);
}

/** The folder appears as a whole, or stays as it was. A file is read once, so that the bytes compared are those written. */
function writeSet(
  out: string,
  folders: readonly ShardFolder[],
  manifest: Manifest,
  problems: readonly string[],
): void {
  const staged = stageFolder(out);
  try {
    const files = folders.flatMap((folder) =>
      folder.manifest.stacks.flatMap((stack) => copyStack(folder, stack, staged.path)),
    );
    if (problems.length + files.length > 0) refuse([...problems, ...files]);
    writeManifest(staged.path, manifest);
    staged.publish();
  } finally {
    staged.discard();
  }
}

/** Throws one error with every reason. */
function refuse(reasons: readonly string[]): never {
  const count = `${reasons.length} ${reasons.length === 1 ? "reason" : "reasons"}`;
  throw new CommandError(
    [`not merged, for ${count}:`, ...reasons.map((reason) => `  ${reason}`)].join("\n"),
    "plan every shard from one commit (./orgduty plan --shard N/M), each into its own folder, and merge all of them",
  );
}
