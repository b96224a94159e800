import { crc32, deflateRawSync } from "node:zlib";

/** 1980-01-01 00:00, the first moment that ZIP can express: the archive must not know when it was made. */
const DOS_EPOCH_DATE = 0x0021;
const UNIX_REGULAR_FILE_0644 = 0o100644;
const MADE_BY_UNIX_2_0 = 0x0314;
const NEEDS_2_0 = 20;
const DEFLATE = 8;

/**
 * A ZIP archive that holds one file, the same bytes for the same content whenever and wherever it is made: fixed
 * time, fixed mode, no path of the machine. Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function zipOneFile(name: string, content: Buffer): Buffer {
  const fileName = Buffer.from(name, "utf8");
  const compressed = deflateRawSync(content, { level: 9 });
  const common = Buffer.alloc(26);
  common.writeUInt16LE(NEEDS_2_0, 0);
  common.writeUInt16LE(DEFLATE, 4);
  common.writeUInt16LE(DOS_EPOCH_DATE, 8);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(compressed.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(fileName.length, 22);

  const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, fileName, compressed]);
  const directory = Buffer.concat([centralHeader(common), fileName]);
  return Buffer.concat([local, directory, endOfDirectory(directory.length, local.length)]);
}

function centralHeader(common: Buffer): Buffer {
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(MADE_BY_UNIX_2_0, 0);
  const attributes = Buffer.alloc(14);
  attributes.writeUInt32LE((UNIX_REGULAR_FILE_0644 << 16) >>> 0, 6);
  return Buffer.concat([Buffer.from("PK\x01\x02", "latin1"), madeBy, common, attributes]);
}

function endOfDirectory(directoryBytes: number, directoryOffset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directoryBytes, 12);
  end.writeUInt32LE(directoryOffset, 16);
  return end;
}
