import { crc32, gzipSync } from "node:zlib";

/** The cheapest level: findings are repetitive, and level 6 would take three times as long for a tenth less. */
const LEVEL = 1;
/** Up to this size, making a compressor costs more processor time than the whole rest of the request. */
const STORED_BYTES = 4 * 1024;

/** RFC 1952: magic number, deflate, no flags, no time, no extra flags, unknown operating system. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
const BLOCK_BYTES = 5;
const TRAILER_BYTES = 8;

/** A gzip file of a text. A single finding is stored in it as it is, which any gunzip reads, and batches are compressed. */
export function gzip(text: string): Buffer {
  const bytes = Buffer.byteLength(text);
  return bytes > STORED_BYTES ? gzipSync(text, { level: LEVEL }) : stored(text, bytes);
}

/** RFC 1951, section 3.2.4: one block that is final and not compressed. */
function stored(text: string, bytes: number): Buffer {
  const start = HEADER.length + BLOCK_BYTES;
  const file = Buffer.allocUnsafe(start + bytes + TRAILER_BYTES);
  HEADER.copy(file);
  file[HEADER.length] = 1;
  file.writeUInt16LE(bytes, HEADER.length + 1);
  file.writeUInt16LE(~bytes & 0xffff, HEADER.length + 3);
  file.write(text, start);
  const end = start + bytes;
  file.writeUInt32LE(crc32(file.subarray(start, end)), end);
  file.writeUInt32LE(bytes, end + 4);
  return file;
}
