import { html } from "../text";

/** HTML that a reader unfolds. It is part of the page, so it is found, printed and readable without scripting. */
export function folded(summary: string, content: string): string {
  return `<details class="fold"><summary>${html(summary)}</summary>${content}</details>`;
}
