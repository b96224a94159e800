import { join, resolve } from "node:path";
import type { OrgdutyConfig } from "../../../config/config";
import { MOST_BYTES } from "../../../plans-folder/sealed/listed-files";
import { SealedFile } from "../../../plans-folder/sealed/sealed-file";
import { shardText, type Shard } from "../../../plans-folder/shards/shard";
import { readGit } from "../../../terraform/plan/git";
import type { RunMode } from "../../../terraform/engine/run-mode";
import { openProject, type ConfigOptions } from "../../open-project";
import { repositoryRoot } from "../../root";
import { runModeOf, type ModeOptions } from "../../run-mode";
import { bucketKey, bucketPlace, IN_BUCKET, runOf, withBucket } from "../../sealing/bucket";
import { encryptionContext, withDataKeys } from "../../sealing/data-key";
import { withPrivateFolder } from "../../sealing/private-folder";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { headerProblems, type Wanted } from "./header-problems";
import { openInto, refusal } from "./open-into";

/** Flags of `orgduty unseal`. */
export interface UnsealOptions extends ConfigOptions, Pick<ModeOptions, "aws"> {
  /** A file, or `s3`. */
  readonly file: string;
  readonly out: string;
  /** @default the whole set */
  readonly shard?: Shard;
  /** @default the tree of this checkout */
  readonly tree?: string;
  /** @default the run that the forge names */
  readonly run?: string;
  /** Print one JSON document. @default false */
  readonly json?: boolean;
}

/** `orgduty unseal`: puts plans back as they were sealed, if they are the ones that are wanted here, or says why not. */
export async function run(options: UnsealOptions, io: Io): Promise<number> {
  const { config } = openProject(options, io);
  const wanted: Wanted = {
    name: config.name,
    tree: options.tree ?? (await treeHere()),
    shard: options.shard ? shardText(options.shard) : "all",
    isFile: options.file !== IN_BUCKET,
    ...(config.pipeline?.kmsKeyArn === undefined ? {} : { keyArn: config.pipeline.kmsKeyArn }),
  };
  const mode = runModeOf(options, config.path, io);
  const into = { path: resolve(io.cwd, options.out), shown: options.out };
  const open = (path: string, shown: string) => openSealed(path, shown, wanted, mode, into);
  const manifest = wanted.isFile
    ? await open(resolve(io.cwd, options.file), options.file)
    : await fromBucket(config, wanted, runOf(options.run, io), mode, open);
  const what = wanted.shard === "all" ? "the whole set" : `shard ${wanted.shard}`;
  io.out(
    options.json
      ? JSON.stringify(manifest, null, 2)
      : `unsealed ${what} (${manifest.stacks.length} stacks, tree ${wanted.tree.slice(0, 12)}) into ${options.out}`,
  );
  return EXIT.fine;
}

async function treeHere(): Promise<string> {
  const git = await readGit(repositoryRoot());
  if (!("unreadable" in git)) return git.tree;
  throw new CommandError(
    git.unreadable,
    "unseal in a clone of your repository, or name the tree with --tree",
  );
}

type Open = (path: string, shown: string) => ReturnType<typeof openSealed>;

async function fromBucket(config: OrgdutyConfig, wanted: Wanted, run: string, mode: RunMode, open: Open) {
  const place = bucketPlace(config);
  const key = bucketKey(place, wanted, run);
  const shown = `s3://${place.state.bucket}/${key}`;
  return withPrivateFolder(async (folder) => {
    const file = join(folder, "plans.sealed");
    if (await withBucket(place, mode, (bucket) => bucket.get(key, file, 2 * MOST_BYTES)))
      return open(file, shown);
    throw new CommandError(
      `${shown}: there is no such object`,
      "seal in the same run and from the same git tree (./orgduty seal --to s3); after its expiry, plan again",
    );
  });
}

async function openSealed(
  path: string,
  shown: string,
  wanted: Wanted,
  mode: RunMode,
  into: { readonly path: string; readonly shown: string },
) {
  const file = new SealedFile(path, shown);
  try {
    const { header } = file;
    const problems = headerProblems(header, wanted);
    if (problems.length > 0) throw refusal(shown, problems);
    const key = header.key ? await openKey(header, header.key, shown, mode) : undefined;
    try {
      return openInto(file.pieces(key), header, into, shown);
    } finally {
      key?.fill(0);
    }
  } finally {
    file.close();
  }
}

async function openKey(
  header: SealedFile["header"],
  { arn, wrapped }: NonNullable<SealedFile["header"]["key"]>,
  shown: string,
  mode: RunMode,
): Promise<Buffer> {
  const key = await withDataKeys(arn, mode, (keys) => keys.open(wrapped, encryptionContext(header)));
  if (key) return key;
  throw refusal(shown, [
    "KMS did not make its data key with this key for what its header says: it was altered",
  ]);
}
