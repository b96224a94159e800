/** How a command prints and asks. It is injected, so that tests need no process. */
export interface Io {
  /** A line on stdout: results only. */
  out(text: string): void;
  /** A line on stderr: progress, notes, errors. */
  err(text: string): void;
  /** Overwrites the current progress line if stderr is a terminal; does nothing otherwise. */
  progress(text: string): void;
  /** Whether a person can be asked: stdin and stderr are terminals. */
  readonly interactive: boolean;
  /** Asks on stderr and returns the answer without its line break. Call it only if `interactive` is true. */
  ask(question: string): Promise<string>;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Aborted by Ctrl-C (SIGINT), SIGTERM or a closed terminal (SIGHUP). */
  readonly signal: AbortSignal;
}

/** Exit codes, the same for every command. */
export const EXIT = { fine: 0, error: 1, failures: 2, drift: 3, interrupted: 130 } as const;

/** An operator's mistake or a refusal: printed as it is, without a stack trace. */
export class CommandError extends Error {
  constructor(
    message: string,
    public readonly fix?: string,
    public readonly exitCode: number = EXIT.error,
  ) {
    super(fix === undefined ? message : `${message}\n  fix: ${fix}`);
    this.name = "CommandError";
  }
}
