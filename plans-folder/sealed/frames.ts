import { createCipheriv, createDecipheriv } from "node:crypto";

/** How many bytes of plans are encrypted together. */
export const FRAME_BYTES = 1 << 20;
/** What AES-GCM adds to each frame, to show that it was not altered. */
export const TAG_BYTES = 16;

const CIPHER = "aes-256-gcm";

/** The key of one sealed file, and the header that every frame is bound to. */
export interface FrameKey {
  /** 32 bytes that no other file is encrypted with, which is why the nonces may count from 0. */
  readonly key: Buffer;
  readonly header: Buffer;
}

/**
 * Encrypts one frame after the other. A frame's number and whether it is the last are in its nonce, so that frames that
 * are left out, put elsewhere or added cannot be opened: the construction STREAM, as age and Tink use it.
 * Source: https://eprint.iacr.org/2015/189.pdf, section 7
 */
export function* encrypted(pieces: Iterable<Buffer>, { key, header }: FrameKey): Generator<Buffer> {
  let number = 0;
  for (const { bytes, isLast } of inFrames(pieces)) {
    const cipher = createCipheriv(CIPHER, key, nonce(number, isLast), { authTagLength: TAG_BYTES });
    cipher.setAAD(header);
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    number += 1;
  }
}

/** Opens one frame. Undefined if it is not the frame with this number, of this file, as it was sealed. */
export function decrypted(
  frame: Buffer,
  { key, header }: FrameKey,
  number: number,
  isLast: boolean,
): Buffer | undefined {
  if (frame.length < TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, key, nonce(number, isLast), { authTagLength: TAG_BYTES });
  decipher.setAAD(header);
  decipher.setAuthTag(frame.subarray(frame.length - TAG_BYTES));
  const bytes = decipher.update(frame.subarray(0, frame.length - TAG_BYTES));
  try {
    return Buffer.concat([bytes, decipher.final()]);
  } catch {
    return undefined;
  }
}

/** 7 bytes of zeros, the number in 4, and 1 for the last frame. */
function nonce(number: number, isLast: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(number, 7);
  bytes.writeUInt8(isLast ? 1 : 0, 11);
  return bytes;
}

/** The same bytes in pieces of FRAME_BYTES. Only the last may be shorter. */
function* inFrames(pieces: Iterable<Buffer>): Generator<{ bytes: Buffer; isLast: boolean }> {
  let held: Buffer = Buffer.alloc(0);
  for (const piece of pieces) {
    held = Buffer.concat([held, piece]);
    for (; held.length > FRAME_BYTES; held = held.subarray(FRAME_BYTES))
      yield { bytes: held.subarray(0, FRAME_BYTES), isLast: false };
  }
  yield { bytes: held, isLast: true };
}
