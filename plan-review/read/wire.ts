import { ZipError } from "./zip-entries";

/** A field of a protobuf message: either bytes, or a number in `value`. */
export interface Field {
  readonly number: number;
  readonly data: Buffer;
  readonly value?: number;
}

/**
 * Reads the fields of a protobuf message, in the order of its bytes.
 * Source: https://protobuf.dev/programming-guides/encoding/
 * @throws ZipError
 */
export function messageFields(message: Buffer): Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < message.length;) {
    const [tag, afterTag] = varint(message, at);
    const number = Math.floor(tag / 8);
    const kind = tag % 8;
    if (kind === 0) {
      const [value, next] = varint(message, afterTag);
      fields.push({ number, data: Buffer.alloc(0), value });
      at = next;
      continue;
    }
    const [length, start] = kind === 2 ? varint(message, afterTag) : [kind === 1 ? 8 : 4, afterTag];
    if (![1, 2, 5].includes(kind) || start + length > message.length) throw notPlan();
    fields.push({ number, data: message.subarray(start, start + length) });
    at = start + length;
  }
  return fields;
}

function varint(bytes: Buffer, from: number): [number, number] {
  let [value, factor, at] = [0, 1, from];
  for (; ; at += 1, factor *= 128) {
    const byte = bytes[at];
    if (byte === undefined || at - from > 9) throw notPlan();
    value += (byte % 128) * factor;
    if (byte < 128) return [value, at + 1];
  }
}

function notPlan(): ZipError {
  return new ZipError("its tfplan is not what Terraform writes");
}

/**
 * Decodes a value in MessagePack. It knows maps, lists, texts, numbers, booleans and null, because a backend's
 * settings contain nothing else.
 * Source: https://github.com/msgpack/msgpack/blob/master/spec.md
 * @throws ZipError
 */
export function unpacked(bytes: Buffer): unknown {
  try {
    return value(bytes, 0)[0];
  } catch (error) {
    throw error instanceof ZipError ? error : notPlan();
  }
}

const CONSTANTS = new Map<number, unknown>([
  [0xc0, null],
  [0xc2, false],
  [0xc3, true],
]);

function value(bytes: Buffer, at: number): [unknown, number] {
  const head = bytes.readUInt8(at);
  if (CONSTANTS.has(head)) return [CONSTANTS.get(head), at + 1];
  if (head < 0x80) return [head, at + 1];
  if (head < 0x90) return map(bytes, head & 0x0f, at + 1);
  if (head < 0xa0) return list(bytes, head & 0x0f, at + 1);
  if (head < 0xc0) return text(bytes, head & 0x1f, at + 1);
  if (head >= 0xe0) return [head - 0x100, at + 1];
  return sized(bytes, head, at + 1);
}

/** Decodes a value whose first byte does not hold its size or its content; these are in the bytes that follow. */
function sized(bytes: Buffer, head: number, at: number): [unknown, number] {
  if (head === 0xca) return [bytes.readFloatBE(at), at + 4];
  if (head === 0xcb) return [bytes.readDoubleBE(at), at + 8];
  const wide = (first: number) => 2 ** (head - first);
  const size = (width: number) => bytes.readUIntBE(at, width);
  if (head >= 0xcc && head <= 0xcf)
    return head === 0xcf ? [Number(bytes.readBigUInt64BE(at)), at + 8] : [size(wide(0xcc)), at + wide(0xcc)];
  if (head >= 0xd0 && head <= 0xd3)
    return head === 0xd3
      ? [Number(bytes.readBigInt64BE(at)), at + 8]
      : [bytes.readIntBE(at, wide(0xd0)), at + wide(0xd0)];
  if (head >= 0xd9 && head <= 0xdb) return text(bytes, size(wide(0xd9)), at + wide(0xd9));
  if (head >= 0xdc && head <= 0xdd) return list(bytes, size(wide(0xdb)), at + wide(0xdb));
  if (head >= 0xde && head <= 0xdf) return map(bytes, size(wide(0xdd)), at + wide(0xdd));
  throw notPlan();
}

function text(bytes: Buffer, length: number, at: number): [string, number] {
  if (at + length > bytes.length) throw notPlan();
  return [bytes.toString("utf8", at, at + length), at + length];
}

function list(bytes: Buffer, length: number, from: number): [unknown[], number] {
  const items: unknown[] = [];
  let at = from;
  for (let index = 0; index < length; index += 1) {
    const [item, next] = value(bytes, at);
    items.push(item);
    at = next;
  }
  return [items, at];
}

function map(bytes: Buffer, length: number, at: number): [unknown, number] {
  const [flat, next] = list(bytes, length * 2, at);
  const entries = Array.from({ length }, (_, index) => [String(flat[2 * index]), flat[2 * index + 1]]);
  return [Object.fromEntries(entries), next];
}
