import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";

/** A zip of files, each a name and its text. */
export async function zipOf(files: Readonly<Record<string, string>>, compress = true): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name, { compress });
  zip.end();
  return buffer(zip.outputStream);
}
