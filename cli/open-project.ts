import { join, relative, sep } from "node:path";
import { resolveConfigPath } from "../config/config-path";
import { offerRegion } from "../config/schema/region";
import { stackList, type StackEntry } from "../config/stack-list";
import { loadProject, type Project } from "../organization/load-project";
import { CommandError, type Io } from "./terminal/io";

/** The flag of every command that works on a config. */
export interface ConfigOptions {
  /** Path of the orgduty.yaml. @default $ORGDUTY_CONFIG, else ./orgduty.yaml, else the example organization */
  readonly config?: string;
}

/** Finds and loads the config that a command works on. If it is only the example, stderr says so. */
export function openProject(options: ConfigOptions, io: Io): Project {
  return loadProject(findConfig(options, io));
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
    throw new CommandError(
      `--stack: the config has no stack ${told}`,
      unknown.map((name) => offerRegion(name, known)).join("; "),
    );
  }
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}
