import { createHash } from "node:crypto";
import { crc32, inflateRawSync } from "node:zlib";
import { zipOneFile } from "../../lambda-src/zip";

describe("zipOneFile", () => {
  const content = Buffer.from("exports.handler = 1;\n".repeat(100));
  const zip = zipOneFile("index.js", content);
  const directory = zip.readUInt32LE(zip.length - 6);

  it("holds the file, compressed, with its checksum and sizes", () => {
    const compressedBytes = zip.readUInt32LE(18);
    expect(zip.toString("latin1", 0, 4)).toBe("PK\x03\x04");
    expect(zip.toString("utf8", 30, 38)).toBe("index.js");
    expect(inflateRawSync(zip.subarray(38, 38 + compressedBytes)).equals(content)).toBe(true);
    expect(zip.readUInt32LE(14)).toBe(crc32(content));
    expect(zip.readUInt32LE(22)).toBe(content.length);
  });

  it("lists it once in the directory, readable by everybody", () => {
    expect(zip.toString("latin1", directory, directory + 4)).toBe("PK\x01\x02");
    expect(zip.readUInt32LE(directory + 38) >>> 16).toBe(0o100644);
    expect(zip.toString("utf8", directory + 46, directory + 54)).toBe("index.js");
    expect(zip.readUInt16LE(zip.length - 12)).toBe(1);
  });

  it("is the same bytes on every release of Node", () => {
    expect(createHash("sha256").update(zip).digest("hex")).toBe(
      "903849c581fd7cd290663cde41e4b7ee3c4a8b163726de86e488f846cdde6fec",
    );
  });

  it("carries the first time that ZIP knows, not the present", () => {
    expect(zip.readUInt32LE(10)).toBe(0x0021 << 16);
  });
});
