/** A GitHub job summary takes 1 MiB. The limit is counted in bytes, to be on the safe side. */
export const SUMMARY_BYTES = 1024 * 1024;

/** Cuts Markdown to a limit, at whole lines only. If it cuts, it says what is left out and where to find it. */
export function cutMarkdown(text: string, limitBytes: number, rest: string): string {
  if (Buffer.byteLength(text) <= limitBytes) return text;
  const pointer = (sections: readonly string[]) => {
    const without = sections.length === 0 ? "" : `, with ${sections.join(", ")}`;
    return `\n\n**Cut here, at ${Math.round(limitBytes / 1000)} kB: the whole review is in ${rest}${without}.**\n`;
  };
  const room = limitBytes - Buffer.byteLength(pointer(sectionsOf(text)));
  const bytes = Buffer.from(text).subarray(0, Math.max(0, room));
  const kept = bytes.subarray(0, Math.max(0, bytes.lastIndexOf("\n"))).toString("utf8");
  return kept + pointer(sectionsOf(text.slice(kept.length)));
}

function sectionsOf(text: string): string[] {
  return [...text.matchAll(/^## (.+)$/gm)].map(([, title = ""]) => title);
}
