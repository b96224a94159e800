/**
 * Whether a text says to every reader what JSON.parse makes of it. A key that is there twice does not: JSON.parse keeps the last
 * one, and Terraform takes both.
 */
export function isUnambiguous(text: string, value: unknown): boolean {
  return normalized(text) === normalized(JSON.stringify(value));
}

const STRING_OR_SPACE = /("(?:[^"\\]|\\.)*")|\s+/g;

/** Without spaces, and texts and numbers as JSON.stringify writes them. */
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
