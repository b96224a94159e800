import { types } from "node:util";
import { CommanderError } from "commander";
import { ProblemsError } from "../../config/problems/problems";
import { OperatorError } from "../../config/problems/operator-error";
import { CommandError, EXIT } from "./io";

/** System calls on files: what they refuse is for an operator to mend, and no fault of ours. */
const ON_FILES = /^(open|read|write|mkdir|mkdtemp|rename|scandir|copyfile|chmod|unlink|rmdir|symlink)$/;

/** Says what ended a command, with a stack trace only where the fault is ours. Returns the exit code. */
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
    return `${error.message}\n  fix: check that the folder exists, that you may write there, and that the disk has space`;
  return error.stack ?? error.message;
}
