import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { OperatorError } from "../../config/problems/operator-error";
import { readList, type ListedFile } from "./listed-files";

/** The list of files is shorter than this. */
const MOST_LIST_BYTES = 1 << 20;

/**
 * Writes what was sealed into an empty folder, for its owner alone. The folder must not be used before this returns: only
 * then is it known that nothing is missing.
 * @throws OperatorError if the pieces are no plans
 */
export function unpack(pieces: Iterable<Buffer>, folder: string, shown: string): readonly ListedFile[] {
  const bytes = new Bytes(pieces, shown);
  const length = bytes.take(4).readUInt32BE();
  if (length > MOST_LIST_BYTES) throw damaged(shown);
  const files = readList(bytes.take(length).toString("utf8"));
  if (!files) throw damaged(shown);
  for (const file of files) {
    const path = join(folder, file.path);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const handle = openSync(path, "wx", 0o600);
    try {
      for (let left = file.bytes; left > 0;) {
        const piece = bytes.some(left);
        for (let at = 0; at < piece.length;) at += writeSync(handle, piece, at);
        left -= piece.length;
      }
    } finally {
      closeSync(handle);
    }
  }
  bytes.expectEnd();
  return files;
}

/** Pieces as one run of bytes. */
class Bytes {
  #held: Buffer = Buffer.alloc(0);
  readonly #pieces: Iterator<Buffer>;

  constructor(
    pieces: Iterable<Buffer>,
    private readonly shown: string,
  ) {
    this.#pieces = pieces[Symbol.iterator]();
  }

  /** Exactly so many bytes. */
  take(count: number): Buffer {
    const taken: Buffer[] = [];
    for (let left = count; left > 0; left -= taken.at(-1)!.length) taken.push(this.some(left));
    return Buffer.concat(taken);
  }

  /** At least one byte and at most so many. */
  some(most: number): Buffer {
    while (this.#held.length === 0) this.#held = this.#next() ?? this.#missing();
    const some = this.#held.subarray(0, most);
    this.#held = this.#held.subarray(some.length);
    return some;
  }

  expectEnd(): void {
    for (let piece: Buffer | undefined = this.#held; piece; piece = this.#next())
      if (piece.length > 0) throw damaged(this.shown);
  }

  #next(): Buffer | undefined {
    const next = this.#pieces.next();
    return next.done ? undefined : next.value;
  }

  #missing(): never {
    throw damaged(this.shown);
  }
}

function damaged(shown: string): OperatorError {
  return new OperatorError(
    `${shown}: what is in it is no plans folder as ./orgduty seal writes it: files are missing, too many, or have other names`,
    "take the file again from the job that sealed it, or plan and seal again",
  );
}
