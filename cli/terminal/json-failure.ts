import { EXIT, type Io } from "./io";

/** What a failed command prints on stdout with `--json`, if it prints nothing else there. */
export interface FailureDocument {
  readonly schemaVersion: 1;
  readonly exitCode: number;
  readonly error: { readonly message: string; readonly fix?: string };
}

/** Watches what a command prints, so that a failure with `--json` ends with a document whatever the command did. */
export class JsonFailure {
  readonly #said: string[] = [];
  #hasDocument = false;
  /** The same terminal, watched. */
  readonly io: Io;

  constructor(private readonly inner: Io) {
    this.io = {
      ...inner,
      out: (text) => {
        this.#hasDocument = true;
        inner.out(text);
      },
      err: (text) => {
        this.#said.push(text);
        inner.err(text);
      },
    };
  }

  /** Prints the document if the command failed and has printed none. */
  conclude(exitCode: number): void {
    if (exitCode === EXIT.fine || this.#hasDocument) return;
    const [, message = "", fix] =
      /^([^]*?)(?:\n {2}fix: ([^\n]+))?$/.exec(this.#said.join("\n").trim()) ?? [];
    const error = { message: message.replace(/^error: /, ""), ...(fix === undefined ? {} : { fix }) };
    const document: FailureDocument = { schemaVersion: 1, exitCode, error };
    this.inner.out(JSON.stringify(document, null, 2));
  }
}
