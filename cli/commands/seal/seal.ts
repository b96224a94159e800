import { mkdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { OrgdutyConfig } from "../../../config/config";
import { readManifest, type Manifest } from "../../../plans-folder/manifest";
import { sealedFor, type SealedFor } from "../../../plans-folder/sealed/header";
import { setFileProblems } from "../../../plans-folder/sealed/set-file-problems";
import { writeSealed } from "../../../plans-folder/sealed/write-sealed";
import type { RunMode } from "../../../terraform/engine/run-mode";
import { openProject, type ConfigOptions } from "../../open-project";
import { runModeOf, type ModeOptions } from "../../run-mode";
import { bucketKey, bucketPlace, IN_BUCKET, runOf, withBucket } from "../../sealing/bucket";
import { encryptionContext, withDataKeys } from "../../sealing/data-key";
import { withPrivateFolder } from "../../sealing/private-folder";
import { CommandError, EXIT, type Io } from "../../terminal/io";

/** Flags of `orgduty seal`. */
export interface SealOptions extends ConfigOptions, Pick<ModeOptions, "aws"> {
  readonly out: string;
  /** A file, or `s3`. */
  readonly to: string;
  /** @default the run that the forge names */
  readonly run?: string;
  /** Print one JSON document. @default false */
  readonly json?: boolean;
}

/** `orgduty seal`: a plans folder as one file that only KMS can open, or in the state bucket. Never in the clear. */
export async function run(options: SealOptions, io: Io): Promise<number> {
  const { config } = openProject(options, io);
  const folder = resolve(io.cwd, options.out);
  const manifest = readManifest(folder);
  refuseAltered(folder, options.out, manifest);
  const sealed = sealedFor(config.name, manifest);
  const source = { config, folder, shown: options.out, sealed, mode: runModeOf(options, config.path, io) };
  const to =
    options.to === IN_BUCKET
      ? await toBucket(source, runOf(options.run, io))
      : await toFile(source, options.to, io);
  const what = sealed.shard === "all" ? "the whole set" : `shard ${sealed.shard}`;
  io.out(
    options.json
      ? JSON.stringify({ schemaVersion: 1, ...sealed, to }, null, 2)
      : `sealed ${what} of ${options.out} (${manifest.stacks.length} stacks, tree ${sealed.tree.slice(0, 12)}) into ${to}`,
  );
  return EXIT.fine;
}

interface Source {
  readonly config: OrgdutyConfig;
  readonly folder: string;
  /** The folder as the operator named it. */
  readonly shown: string;
  readonly sealed: SealedFor;
  readonly mode: RunMode;
}

/** What is sealed is what apply would take. */
function refuseAltered(folder: string, shown: string, manifest: Manifest): void {
  const problems = setFileProblems(folder, manifest);
  if (problems.length === 0) return;
  const lines = problems.map((problem) => `  ${problem}`);
  throw new CommandError(
    [`not sealed: ${shown} is not what was planned:`, ...lines].join("\n"),
    "plan again into a folder of its own (./orgduty plan), and seal that",
  );
}

async function toFile(source: Source, shown: string, { cwd }: Io): Promise<string> {
  const { kmsKeyArn } = source.config.pipeline ?? {};
  if (kmsKeyArn === undefined)
    throw new CommandError(
      `not sealed: without pipeline.kmsKeyArn nothing encrypts ${shown}, and plan files hold secrets`,
      "name a KMS key in pipeline.kmsKeyArn, or seal into the state bucket: --to s3 (docs/pipelines.md)",
    );
  const file = resolve(cwd, shown);
  if (!relative(source.folder, file).startsWith(".."))
    throw new CommandError(
      `--to ${shown} lies in ${source.shown}, and would be sealed itself the next time`,
      "name a file beside the plans",
    );
  mkdirSync(dirname(file), { recursive: true });
  await write(source, file);
  return shown;
}

async function toBucket(source: Source, run: string): Promise<string> {
  const place = bucketPlace(source.config);
  const key = bucketKey(place, source.sealed, run);
  await withPrivateFolder(async (folder) => {
    const file = join(folder, "plans.sealed");
    await write(source, file);
    await withBucket(place, source.mode, (bucket) => bucket.put(key, file));
  });
  return `s3://${place.state.bucket}/${key}`;
}

/** Encrypts with a data key, if the config names a KMS key. Without one, only the bucket takes what is written. */
async function write({ config, folder, shown, sealed, mode }: Source, file: string): Promise<void> {
  const arn = config.pipeline?.kmsKeyArn;
  if (arn === undefined) {
    writeSealed({ folder, shown, file, header: sealed });
    return;
  }
  const { key, wrapped } = await withDataKeys(arn, mode, (keys) => keys.make(encryptionContext(sealed)));
  try {
    writeSealed({ folder, shown, file, header: { ...sealed, key: { arn, wrapped } }, key });
  } finally {
    key.fill(0);
  }
}
