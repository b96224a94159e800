import { isScalar, parseDocument, type Document } from "yaml";

/** A value, and where in the config it stands. */
export interface Setting {
  readonly path: readonly string[];
  readonly value: unknown;
  /** Leave what is there. @default false */
  readonly onlyIfAbsent?: boolean;
}

/** A config's text with other settings: everything else, comments included, stays. */
export function withSettings(
  text: string,
  settings: readonly Setting[],
): { readonly text: string; readonly changed: readonly string[] } {
  const document = parseDocument(text);
  const changed = settings.flatMap(({ path, value, onlyIfAbsent = false }) => {
    const before = valueAt(document, path);
    if (onlyIfAbsent && before !== undefined) return [];
    if (JSON.stringify(before) === JSON.stringify(value)) return [];
    document.setIn(path, document.createNode(value));
    return [`${path.join(".")}: ${shownValue(before)} -> ${shownValue(value)}`];
  });
  const style = { lineWidth: 0, flowCollectionPadding: text.includes("{ ") };
  return { text: changed.length === 0 ? text : document.toString(style), changed };
}

function valueAt(document: Document, path: readonly string[]): unknown {
  const node = document.getIn(path, true);
  if (node === undefined || node === null) return undefined;
  return isScalar(node) ? node.value : (node as { toJSON(): unknown }).toJSON();
}

function shownValue(value: unknown): string {
  if (value === undefined) return "(nothing)";
  return typeof value === "string" ? value : JSON.stringify(value);
}
