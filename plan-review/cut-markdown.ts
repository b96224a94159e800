/** A GitHub job summary takes 1 MiB, a pull request comment 65,536 characters: bytes are on the safe side. */
export const SUMMARY_BYTES = 1024 * 1024;
export const COMMENT_BYTES = 64 * 1000;

/** Markdown within a limit: whole lines only, and where it is cut it says where the rest is. */
export function cutMarkdown(text: string, limitBytes: number, rest: string): string {
  if (Buffer.byteLength(text) <= limitBytes) return text;
  const pointer = `\n\n**Cut here, at ${Math.round(limitBytes / 1000)} kB: the whole review is in ${rest}.**\n`;
  const room = limitBytes - Buffer.byteLength(pointer);
  const bytes = Buffer.from(text).subarray(0, Math.max(0, room));
  return bytes.subarray(0, Math.max(0, bytes.lastIndexOf("\n"))).toString("utf8") + pointer;
}
