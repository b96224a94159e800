/** Lets a line break after an underscore or a slash. The HTML's words stay whole, and a copy has no break in it. */
export function breakable(escaped: string): string {
  return escaped.replace(/(?<=\w)[_/](?=\w)/g, "$&<wbr>");
}
