import { isAlias, isScalar, parseDocument, visit, type Alias, type Document, type Node } from "yaml";

/** A value, and where in the config it stands. */
export interface Setting {
  readonly path: readonly string[];
  readonly value: unknown;
  /** Leave what is there. @default false */
  readonly onlyIfAbsent?: boolean;
}

/** A config's text with other settings: everything else, comments and line ends included, stays. */
export function withSettings(
  text: string,
  settings: readonly Setting[],
): { readonly text: string; readonly changed: readonly string[] } {
  const document = parseDocument(text);
  const changed = settings.flatMap(({ path, value, onlyIfAbsent = false }) => {
    const before = valueAt(document, path);
    if (onlyIfAbsent && before !== undefined) return [];
    if (JSON.stringify(before) === JSON.stringify(value)) return [];
    separate(document, path);
    set(document, path, value);
    return [`${path.join(".")}: ${shownValue(before)} -> ${shownValue(value)}`];
  });
  if (changed.length === 0) return { text, changed };
  const written = document.toString({ lineWidth: 0, flowCollectionPadding: text.includes("{ ") });
  return { text: text.includes("\r\n") ? written.replace(/\r?\n/g, "\r\n") : written, changed };
}

function set(document: Document, path: readonly string[], value: unknown): void {
  const before = document.getIn(path, true);
  const node = document.createNode(value);
  if (isScalar(before) && isScalar(node) && before.comment) node.comment = before.comment;
  document.setIn(path, node);
}

/**
 * Puts a copy in place of each alias on the way to a setting, and of each alias that repeats what is on the way: the
 * setting changes, and no other key that shares its value.
 */
function separate(document: Document, path: readonly string[]): void {
  for (let depth = 1; depth <= path.length; depth++) {
    const here = path.slice(0, depth);
    const node = document.getIn(here, true);
    if (isAlias(node)) document.setIn(here, copyOf(node, document));
    visit(document, {
      Alias: (_key, alias) => (alias.resolve(document) === node ? copyOf(alias, document) : undefined),
    });
  }
}

function copyOf(alias: Alias, document: Document): Node | undefined {
  const copy = alias.resolve(document)?.clone() as Node | undefined;
  if (!copy) return undefined;
  delete copy.comment;
  visit(copy, { Value: (_key, node) => void delete node.anchor });
  return copy;
}

function valueAt(document: Document, path: readonly string[]): unknown {
  let value: unknown = document.toJS();
  for (const key of path)
    value = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return value ?? undefined;
}

function shownValue(value: unknown): string {
  if (value === undefined) return "(nothing)";
  return typeof value === "string" ? value : JSON.stringify(value);
}
