import { join, relative, sep } from "node:path";
import { bootstrapPart, NO_BOOTSTRAP } from "../config/bootstrap-part";
import { resolveConfigPath } from "../config/config-path";
import { ProblemsError } from "../config/problems/problems";
import { offerRegion } from "../config/schema/region";
import { everyStackName, stackList, type StackEntry } from "../config/stack-list";
import { loadProject, type Project } from "../organization/load-project";
import type { Manifest } from "../plans-folder/manifest";
import { CommandError, type Io } from "./terminal/io";

/** The flag of every command that works on a config. */
export interface ConfigOptions {
  /** Path of the orgduty.yaml. @default $ORGDUTY_CONFIG, else ./orgduty.yaml, else the example organization */
  readonly config?: string;
  /** Work on the bootstrap part: the stacks of the roles, with what bootstrap works as. @default false */
  readonly bootstrap?: boolean;
}

/** Finds and loads the config that a command works on. If it is only the example, stderr says so. */
export function openProject(options: ConfigOptions, io: Io): Project {
  const project = loadProject(findConfig(options, io));
  return options.bootstrap ? bootstrapOf(project) : project;
}

/**
 * The project that plans were made of: a folder of plans holds one part's stacks.
 * @throws ProblemsError if they are bootstrap's, and the config has no `bootstrap`
 */
export function projectOfPlans(project: Project, manifest: Pick<Manifest, "stacks"> | undefined): Project {
  const isBootstrap = manifest?.stacks.some(({ kind }) => kind === "bootstrap");
  return isBootstrap ? bootstrapOf(project) : project;
}

function bootstrapOf(project: Project): Project {
  const config = bootstrapPart(project.config);
  if (!config) throw new ProblemsError(project.config.path, [NO_BOOTSTRAP]);
  return { ...project, config };
}

/**
 * The path of the config that a command works on. If it is only the example, stderr says so.
 * @throws CommandError if there is none and nobody at a terminal to see that: a pipeline in the wrong folder must not
 * succeed with the example organization
 */
export function findConfig(options: ConfigOptions, io: Io): string {
  const { path, isExample } = resolveConfigPath(options.config, io.env, io.cwd);
  if (isExample && !io.interactive)
    throw new CommandError(
      `no config: looked for --config, $ORGDUTY_CONFIG and ${join(io.cwd, "orgduty.yaml")}`,
      `go to the folder of your orgduty.yaml, or name it with --config; for the example organization: --config ${shownPath(path, io)}`,
    );
  if (isExample) io.err(`no orgduty.yaml here: using the example organization ${shownPath(path, io)}`);
  return path;
}

/** A path for manifests and people: relative to the working directory, with slashes. */
export function shownPath(path: string, io: Io): string {
  return relative(io.cwd, path).split(sep).join("/");
}

/**
 * The stacks that `--stack` names, or all of them, in apply order.
 * @throws CommandError naming the stacks that the config does not have
 */
export function chosenStacks(project: Project, names: readonly string[] = []): StackEntry[] {
  const all = stackList(project.config);
  const known = all.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const told = unknown.map((name) => `"${name}"`).join(", ");
    const isBootstrap = unknown.every((name) => everyStackName(project.config).includes(name));
    throw new CommandError(
      `--stack: the config has no stack ${told}`,
      isBootstrap
        ? "./orgduty bootstrap plans and applies it, and nothing else does (docs/bootstrap.md)"
        : unknown.map((name) => offerRegion(name, known)).join("; "),
    );
  }
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}
