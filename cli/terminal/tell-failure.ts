import { types } from "node:util";
import { CommanderError } from "commander";
import { ProblemsError } from "../../config/problems/problems";
import { OperatorError } from "../../config/problems/operator-error";
import { CommandError, EXIT } from "./io";

/** Errors of file system calls that an operator can correct. They are not faults of orgduty. */
const ON_FILES = /^(open|read|write|mkdir|mkdtemp|rename|scandir|copyfile|chmod|unlink|rmdir|symlink)$/;

/** Prints why a command ended, with a stack trace only if the fault is orgduty's. Returns the exit code. */
export function tellFailure(error: unknown, print: (text: string) => void): number {
  if (error instanceof CommanderError) return error.exitCode;
  if (!types.isNativeError(error)) {
    print(String(error));
    return EXIT.error;
  }
  if (error.name === "AbortError") {
    print("interrupted");
    return EXIT.interrupted;
  }
  print(textOf(error));
  return error instanceof CommandError ? error.exitCode : EXIT.error;
}

function textOf(error: Error): string {
  if (error instanceof CommandError || error instanceof ProblemsError || error instanceof OperatorError)
    return error.message;
  if ("syscall" in error && ON_FILES.test(String(error.syscall)))
    return `${error.message}\n  fix: ${fixOf(error)}`;
  return error.stack ?? error.message;
}

/** A config in a checkout that cannot be written is the usual reason why its work folder cannot. */
function fixOf(error: Error): string {
  return "path" in error && /[\\/]\.orgduty([\\/]|$)/.test(String(error.path))
    ? "orgduty keeps its work beside the config: copy the config and its accounts/ into a folder that may be written, and name it with --config"
    : "check that the folder exists, that you may write there, and that the disk has space";
}
