import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ownFolderOf, stateFolderOf } from "../../../config/state-folder";
import { expectedResources, type ExpectedResource } from "../../../intent/expected-stack";
import type { Project } from "../../../organization/load-project";
import { synthesize } from "../../../terraform/plan/synthesize";
import { stageFolder } from "../../../terraform/process/atomic-folder";
import { runProcess, type RunProcess } from "../../../terraform/process/run-process";
import { repositoryRoot } from "../../root";
import type { Io } from "../../terminal/io";

/**
 * What stacks depend on, besides the config and the snapshots: this release's own sources and the packages that they
 * use.
 */
const SOURCES = [
  ...["aws", "config", "intent", "lambda-src", "modules", "organization", "stacks"],
  ...["cdktf.json", "main.ts", "package-lock.json", "tsconfig.json"],
];

/** Name of the file that records what a folder of stacks was made from. */
const KEY = "made-of";

/**
 * Every resource that follows from the config, taken from stacks that are synthesized beside the config, in
 * `.orgduty/expected`. They are synthesized again only if the config, a snapshot or a source has changed.
 * @throws OperatorError with what the app printed
 */
export async function loadExpectedResources(
  project: Project,
  isRehearsal: boolean,
  io: Io,
  run: RunProcess = runProcess,
): Promise<ExpectedResource[]> {
  const { config } = project;
  const ownFolder = ownFolderOf(config.path, isRehearsal);
  const folder = join(ownFolder, "expected", config.name);
  const key = keyOf(project);
  if (!isMadeOf(folder, key)) {
    io.progress("synthesizing what should be there");
    await synthesizeInto(folder, key, { config, ownFolder, io, run });
  }
  const stacks = join(folder, "stacks");
  return readdirSync(stacks)
    .sort()
    .flatMap((name) => expectedResources(name, readFileSync(join(stacks, name, "cdk.tf.json"), "utf8")));
}

async function synthesizeInto(
  folder: string,
  key: string,
  {
    config,
    ownFolder,
    io,
    run,
  }: Pick<Project, "config"> & { readonly ownFolder: string; readonly io: Io; readonly run: RunProcess },
): Promise<void> {
  const staged = stageFolder(folder);
  try {
    await synthesize({
      projectFolder: repositoryRoot(),
      configPath: config.path,
      workFolder: staged.path,
      stateFolder: stateFolderOf(config, ownFolder),
      env: io.env,
      signal: io.signal,
      run,
    });
    writeFileSync(join(staged.path, KEY), key);
    staged.publish();
  } finally {
    staged.discard();
  }
}

function isMadeOf(folder: string, key: string): boolean {
  const file = join(folder, KEY);
  return existsSync(file) && readFileSync(file, "utf8") === key;
}

function keyOf({ config }: Project): string {
  const hash = createHash("sha256").update(process.version);
  const snapshots = Object.values(config.organizations).map(({ accountsPath }) => accountsPath);
  const root = repositoryRoot();
  const sources = SOURCES.flatMap((name) => filesBelow(root, name)).map((name) => join(root, name));
  for (const file of [config.path, ...snapshots, ...sources])
    hash.update(`${file}\n`).update(readFileSync(file)).update("\n");
  return hash.digest("hex");
}

function filesBelow(root: string, name: string): string[] {
  if (/\.[a-z]+$/.test(name)) return [name];
  return readdirSync(join(root, name), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .map((file) => join(name, file));
}
