import { EXIT } from "./terminal/io";
import { processIo } from "./terminal/process-io";
import { buildProgram } from "./program";
import { tellFailure } from "./terminal/tell-failure";

/** Runs orgduty with a process's arguments and returns its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const io = processIo();
  let code: number = EXIT.fine;
  try {
    await buildProgram(io, (exitCode) => (code = exitCode)).parseAsync([...argv]);
  } catch (error) {
    return tellFailure(error, io.err);
  }
  return io.signal.aborted ? EXIT.interrupted : code;
}
