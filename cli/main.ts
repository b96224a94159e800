import { CommanderError } from "commander";
import { CommandError, EXIT } from "./io";
import { processIo } from "./process-io";
import { buildProgram } from "./program";
import { ProblemsError } from "../config/problems";
import { OperatorError } from "../terraform/operator-error";

/** Runs orgduty with a process's arguments and returns its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const io = processIo();
  let code: number = EXIT.fine;
  try {
    await buildProgram(io, (exitCode) => (code = exitCode)).parseAsync([...argv]);
  } catch (error) {
    return exitCodeOf(error, io.err);
  }
  return io.signal.aborted ? EXIT.interrupted : code;
}

function exitCodeOf(error: unknown, print: (text: string) => void): number {
  if (error instanceof CommanderError) return error.exitCode;
  if (error instanceof Error && error.name === "AbortError") return EXIT.interrupted;
  if (error instanceof CommandError) {
    print(error.message);
    return error.exitCode;
  }
  if (error instanceof ProblemsError || error instanceof OperatorError) print(error.message);
  else print(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT.error;
}
