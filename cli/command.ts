import { Option, type Argument } from "commander";
import type { Io } from "./terminal/io";

/** The code that runs a command. It is loaded only if the command runs, so that `--help` stays quick. */
export interface CommandModule<Options> {
  run(options: Options, io: Io): Promise<number>;
}

/** A command as its own folder declares it: what `--help` shows, and how to load the rest. */
export interface CommandDeclaration {
  /** What a person types: one word, or the word of a group and its own, e.g. `relay sheet`. */
  readonly name: string;
  readonly description: string;
  /** Words that follow the name, in order; its options have them by name. @default none */
  readonly words?: readonly Argument[];
  /** Its flags in the order of `--help`, without `--config`, which every command takes. */
  readonly flags: readonly Option[];
  readonly load: () => Promise<CommandModule<never>>;
}

/** A flag; chain `argParser`, `default` or `choices` for one that takes a value. */
export function flag(flags: string, description: string): Option {
  return new Option(flags, description);
}

/** A flag that may be given several times. If it is left out, it means all. */
export function repeated(flags: string, description: string): Option {
  return flag(flags, `${description} (repeats)`)
    .argParser((value: string, all: string[]) => [...all, value])
    .default([], "all");
}

/** The flags that several commands take with the same meaning. Each command gets its own copy. */
export const common = {
  aws: () => flag("--aws <which>", "a local AWS in place of AWS").choices(["local"]),
  bootstrap: () => flag("--bootstrap", "the stacks of the roles instead (docs/bootstrap.md)"),
  json: () => flag("--json", "print one JSON document"),
  partition: () => flag("--partition <name>", "only this organization: aws or aws-cn"),
  region: () => repeated("--region <name>", "only this region"),
  yes: () => flag("--yes", "do not ask"),
};
