/** One mistake in an operator's file: where it is, what is wrong, and how to correct it. */
export interface Problem {
  readonly line?: number;
  /** Dotted path into the document, e.g. `organizations.aws.homeRegion` or `regions[4]`. */
  readonly path: string;
  /** In lower case, without a full stop, with the value in question. */
  readonly message: string;
  readonly fix: string;
}

/** All problems of one file in one error. Its message is the text that an operator reads. */
export class ProblemsError extends Error {
  constructor(
    public readonly file: string,
    public readonly problems: readonly Problem[],
  ) {
    super(formatProblems(file, problems));
    this.name = "ProblemsError";
  }
}

/** `<file>: <n> problems`, then each problem on a line of its own with its fix below. */
function formatProblems(file: string, problems: readonly Problem[]): string {
  const count = `${problems.length} ${problems.length === 1 ? "problem" : "problems"}`;
  const lines = [...problems]
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
    .map(({ line, path, message, fix }) => {
      const where = line === undefined ? path : `line ${line}  ${path}`;
      return `  ${where}: ${message}\n    fix: ${fix}`;
    });
  return [`${file}: ${count}`, ...lines].join("\n");
}

/** All problems of several files in one error: the text of each file, one after the other. */
class SeveralFilesError extends ProblemsError {
  constructor(public readonly errors: readonly [ProblemsError, ...ProblemsError[]]) {
    super(
      errors[0].file,
      errors.flatMap((error) => error.problems),
    );
    this.message = errors.map((error) => error.message).join("\n");
  }
}

/** The errors of the single files, from an error that may cover several files. */
export function errorsOf(error: ProblemsError): readonly ProblemsError[] {
  return error instanceof SeveralFilesError ? error.errors : [error];
}

/** Throws one error with all of the problems, if there are any. */
export function throwProblems(errors: readonly ProblemsError[]): void {
  const [first, ...others] = errors;
  if (first) throw others.length === 0 ? first : new SeveralFilesError([first, ...others]);
}
