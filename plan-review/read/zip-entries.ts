import { crc32, inflateRawSync } from "node:zlib";

/** The reason for which a zip is refused, in a few words. */
export class ZipError extends Error {}

/** One file in a zip: its name, and a function that reads its content. */
export interface ZipEntry {
  readonly name: string;
  /** The size of the content. */
  readonly bytes: number;
  /** Inflates into at most `bytes`, and checks the checksum. Throws a ZipError. */
  read(): Buffer;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
/** The bytes that follow an entry whose sizes were not known when it was begun: signature, checksum and two sizes. */
const DESCRIPTOR_BYTES = 16;

/**
 * Reads the entries of a zip as Terraform writes it. This is stricter than the format, because two readers of a
 * looser zip may find two different files under one name, and Terraform might use the other one. Entries must follow
 * each other from the first byte on, with each name only once. The directory comes after them, the end record after
 * that, and nothing else may be anywhere.
 * Source: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 * @throws ZipError
 */
export function zipEntries(zip: Buffer): ZipEntry[] {
  const end = zip.length - END_BYTES;
  if (end < 0 || zip.readUInt32LE(end) !== END) throw new ZipError("not a zip, or more than a zip");
  const count = zip.readUInt16LE(end + 10);
  const [size, start] = [zip.readUInt32LE(end + 12), zip.readUInt32LE(end + 16)];
  const isPlain =
    zip.readUInt32LE(end + 4) === 0 &&
    zip.readUInt16LE(end + 8) === count &&
    zip.readUInt16LE(end + 20) === 0;
  if (!isPlain || start + size !== end) throw new ZipError("its directory is not where a zip's is");
  const entries: ZipEntry[] = [];
  let [at, free] = [start, 0];
  for (let index = 0; index < count; index += 1) {
    const header = centralHeader(zip, at, end);
    free = checkedLocal(zip, header, free, start);
    entries.push(entryOf(zip, header));
    at = header.next;
  }
  if (at !== end || free !== start) throw new ZipError("it holds bytes that belong to no file");
  const names = entries.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new ZipError(`it holds ${twice} twice`);
  return entries;
}

interface Header {
  readonly name: string;
  readonly rawName: Buffer;
  readonly method: number;
  readonly hasDescriptor: boolean;
  readonly sum: number;
  readonly packed: number;
  readonly bytes: number;
  readonly offset: number;
  readonly content: number;
  readonly next: number;
}

function centralHeader(zip: Buffer, at: number, end: number): Header {
  if (at + CENTRAL_BYTES > end || zip.readUInt32LE(at) !== CENTRAL)
    throw new ZipError("its directory is damaged");
  const nameBytes = zip.readUInt16LE(at + 28);
  const offset = zip.readUInt32LE(at + 42);
  const next = at + CENTRAL_BYTES + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  if (next > end || offset + LOCAL_BYTES > at) throw new ZipError("its directory is damaged");
  const rawName = zip.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes);
  const flags = zip.readUInt16LE(at + 8);
  // Bit 3: the sizes follow the content. Bit 11: the name is UTF-8. Any other bit means encryption or something
  // worse.
  if ((flags & ~0x808) !== 0)
    throw new ZipError(`${rawName.toString("utf8")} is packed in a way that Terraform does not`);
  return {
    ...{ name: rawName.toString("utf8"), rawName, method: zip.readUInt16LE(at + 10), offset, next },
    hasDescriptor: (flags & 8) !== 0,
    sum: zip.readUInt32LE(at + 16),
    packed: zip.readUInt32LE(at + 20),
    bytes: zip.readUInt32LE(at + 24),
    content: offset + LOCAL_BYTES + nameBytes + zip.readUInt16LE(offset + 28),
  };
}

/** Checks a local header and returns where the next entry begins. */
function checkedLocal(zip: Buffer, header: Header, free: number, directory: number): number {
  const { offset, rawName, content, packed, hasDescriptor, name } = header;
  const ownName = zip.subarray(offset + LOCAL_BYTES, offset + LOCAL_BYTES + rawName.length);
  const isSame =
    zip.readUInt32LE(offset) === LOCAL &&
    zip.readUInt16LE(offset + 26) === rawName.length &&
    ownName.equals(rawName);
  const next = content + packed + (hasDescriptor ? DESCRIPTOR_BYTES : 0);
  if (!isSame || offset !== free || next > directory)
    throw new ZipError(`${name} is not where the directory says, or overlaps another file`);
  return next;
}

function entryOf(zip: Buffer, { name, method, sum, packed, bytes, content }: Header): ZipEntry {
  const unpacked = (): Buffer => {
    const data = zip.subarray(content, content + packed);
    if (method === 0) return data;
    if (method !== 8) throw new ZipError(`${name} is packed in a way that Terraform does not`);
    try {
      return inflateRawSync(data, { maxOutputLength: Math.max(bytes, 1) });
    } catch {
      throw new ZipError(`${name} cannot be unpacked into the ${bytes} bytes that it should have`);
    }
  };
  return {
    name,
    bytes,
    read() {
      const data = unpacked();
      if (data.length !== bytes || crc32(data) !== sum) throw new ZipError(`${name} is damaged`);
      return data;
    },
  };
}
