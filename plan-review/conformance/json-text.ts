/**
 * Whether every reader understands a text as JSON.parse does. This is not so if a key occurs twice: JSON.parse keeps
 * the last one, and Terraform takes both.
 */
export function isUnambiguous(text: string, value: unknown): boolean {
  return normalized(text) === normalized(JSON.stringify(value));
}

const STRING_OR_SPACE = /("(?:[^"\\]|\\.)*")|\s+/g;

/** The JSON text without spaces, with texts and numbers written as JSON.stringify writes them. */
function normalized(text: string): string {
  return text
    .replace(STRING_OR_SPACE, (_, string?: string) => (string === undefined ? "" : rewritten(string)))
    .replace(/(?<=[[,:])-?\d[\d.eE+-]*(?=[\],}])/g, (number) => String(Number(number)));
}

function rewritten(string: string): string {
  try {
    return JSON.stringify(JSON.parse(string));
  } catch {
    return string;
  }
}
