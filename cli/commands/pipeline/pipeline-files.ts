import { relative, resolve, sep } from "node:path";
import type { OrgdutyConfig } from "../../../config/config";
import type { PipelineFile } from "../../../pipeline/pipeline-file";
import { lockFileOf } from "../../../terraform/engine/lock-file";
import { shownPath, type ConfigOptions } from "../../open-project";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { uncommitted, type Repository } from "./pipeline-place";
import { compareFiles, refuseHandMade, writePipeline, type ComparedFile } from "./write-pipeline";

/** Flags of the commands that write a pipeline. */
export interface PipelineOptions extends ConfigOptions {
  /** Write nothing, and say whether something would change. @default false */
  readonly check?: boolean;
  /** Overwrite what was changed by hand. @default false */
  readonly force?: boolean;
  /** @default the root of the repository */
  readonly out?: string;
  /** Print one JSON document. @default false */
  readonly json?: boolean;
}

/** Writes the files of a pipeline, or compares them with what is there. `next` is what a person has to do in the forge. */
export async function putPipeline(
  options: PipelineOptions,
  { config, repository, files, next }: PutProps,
  io: Io,
): Promise<number> {
  const folder = outFolder(options, repository, io);
  const compared = compareFiles(folder, files);
  const differs = compared.some(({ state }) => state !== "same");
  if (!options.check) {
    if (!options.force) refuseHandMade(compared);
    writePipeline(folder, compared);
  }
  io.out(options.json ? JSON.stringify(document(compared, options), null, 2) : text(compared, options));
  for (const note of await missingNotes(config, repository, io)) io.err(note);
  if (options.check) return differs ? EXIT.failures : EXIT.fine;
  if (!options.json && differs) io.err(next.join("\n"));
  return EXIT.fine;

  function document(all: readonly ComparedFile[], { check }: PipelineOptions): object {
    return {
      schemaVersion: 1,
      written: check ? [] : all.flatMap(({ path, state }) => (state === "same" ? [] : [path])),
      files: all.map(({ path, state }) => ({ path, state })),
    };
  }
  function text(all: readonly ComparedFile[], { check }: PipelineOptions): string {
    return all
      .map(({ path, state }) => `${shownPath(resolve(folder, path), io)}: ${said(state, check)}`)
      .join("\n");
  }
}

/**
 * Where the files go: each has its own path below that.
 * @throws CommandError if a person named the folder of the files themselves
 */
export function outFolder({ out }: PipelineOptions, { root }: Repository, { cwd }: Io): string {
  if (out === undefined) return root;
  const own = /(^|\/)\.git(hub|lab)(\/workflows)?\/?$/.exec(out)?.[0];
  if (own === undefined) return resolve(cwd, out);
  throw new CommandError(
    `--out ${out} is where the files themselves go`,
    `name the folder above it: --out ${out.slice(0, -own.length) || "."}`,
  );
}

/** What is written, and for which config. */
export interface PutProps {
  readonly config: OrgdutyConfig;
  readonly repository: Repository;
  readonly files: readonly PipelineFile[];
  readonly next: readonly string[];
}

function said(state: ComparedFile["state"], check = false): string {
  if (state === "same") return "is as the config says";
  if (check) return state === "outdated" ? "is of another config, or of another orgduty" : `is ${state}`;
  return state === "missing" ? "written" : "written anew";
}

/** Without its lock file in git, each shard would choose a provider for itself; without the snapshots, none can plan. */
async function missingNotes(config: OrgdutyConfig, { root }: Repository, io: Io): Promise<string[]> {
  const paths = [
    config.path,
    lockFileOf(config.path),
    ...Object.values(config.organizations).map(({ accountsPath }) => accountsPath),
  ];
  const files = paths.map((path) => relative(root, path).split(sep).join("/"));
  return (await uncommitted(root, files, io)).map(
    (file) => `not in git: ${file}, which every job needs: git add ${file}`,
  );
}
