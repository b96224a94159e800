import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { OperatorError } from "../../config/problems/operator-error";
import { decrypted, FRAME_BYTES, TAG_BYTES } from "./frames";
import { MOST_HEADER_BYTES, readHeader, type SealedHeader } from "./header";

/** A sealed file that is open to be read. */
export class SealedFile {
  readonly header: SealedHeader;
  readonly #handle: number;
  readonly #headerBytes: Buffer;
  readonly #length: number;

  /** @throws OperatorError if it is no sealed file */
  constructor(
    path: string,
    /** The file as the operator named it. */
    private readonly shown: string,
  ) {
    this.#handle = openSync(path, "r");
    try {
      this.#length = fstatSync(this.#handle).size;
      const { header, bytes } = readHeader(this.#read(0, MOST_HEADER_BYTES), shown);
      [this.header, this.#headerBytes] = [header, bytes];
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /**
   * What was sealed, piece by piece. No piece is given out before it was shown to be as it was sealed; that none is missing
   * is known once the last was read.
   * @param key the data key; absent if the bucket encrypted
   * @throws OperatorError at the first piece that was altered
   */
  *pieces(key: Buffer | undefined): Generator<Buffer> {
    const size = key ? FRAME_BYTES + TAG_BYTES : FRAME_BYTES;
    let at = this.#headerBytes.length;
    for (let number = 0; at < this.#length || number === 0; number += 1) {
      const frame = this.#read(at, size);
      at += frame.length;
      const isLast = at >= this.#length;
      const bytes = key ? decrypted(frame, { key, header: this.#headerBytes }, number, isLast) : frame;
      if (!bytes)
        throw new OperatorError(
          `${this.shown}: part ${number + 1} is not what was sealed: the file was altered, cut short, or put together from others`,
          "take the file again from the job that sealed it, or plan and seal again",
        );
      yield bytes;
    }
  }

  /** Closes the file. */
  close(): void {
    closeSync(this.#handle);
  }

  #read(at: number, most: number): Buffer {
    const bytes = Buffer.alloc(Math.max(0, Math.min(most, this.#length - at)));
    let read = 0;
    while (read < bytes.length) {
      const count = readSync(this.#handle, bytes, read, bytes.length - read, at + read);
      if (count === 0) break;
      read += count;
    }
    return bytes.subarray(0, read);
  }
}
