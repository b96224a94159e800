import { zipSync } from "fflate";

const UNIX = 3;
const REGULAR_FILE_0644 = (0o100644 << 16) >>> 0;

/**
 * A ZIP archive that holds one file. The same content gives the same bytes, whenever and wherever it is made: the mode
 * is fixed, the time is the first that ZIP can express, no path of the machine is included, and JavaScript does the
 * compression, because zlib's output differs between releases of Node.
 */
export function zipOneFile(name: string, content: Buffer): Buffer {
  const options = { level: 9, mtime: new Date(1980, 0, 1), os: UNIX, attrs: REGULAR_FILE_0644 } as const;
  return Buffer.from(zipSync({ [name]: [content, options] }));
}
