import { EXIT, type Io } from "./terminal/io";
import { JsonFailure } from "./terminal/json-failure";
import { processIo } from "./terminal/process-io";
import { buildProgram } from "./program";
import { tellFailure } from "./terminal/tell-failure";

/** Runs orgduty with a process's arguments and returns its exit code. */
export async function main(argv: readonly string[], io: Io = processIo()): Promise<number> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  if (!argv.includes("--json")) return runProgram(argv, io);
  const watched = new JsonFailure(io);
  const code = await runProgram(argv, watched.io);
  watched.conclude(code);
  return code;
}

async function runProgram(argv: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.fine;
  try {
    await buildProgram(io, (exitCode) => (code = exitCode)).parseAsync([...argv]);
  } catch (error) {
    return tellFailure(error, io.err);
  }
  return io.signal.aborted ? EXIT.interrupted : code;
}
