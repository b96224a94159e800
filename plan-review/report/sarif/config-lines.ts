import { readYaml } from "../../../config/problems/yaml-document";
import { arrayOf } from "../../read/json";

/** The config as code scanning finds it. */
export interface ReviewedConfig {
  /** From the root of the git repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** A line of the config. `fits` is false for the first line if no line answers for a result. */
export interface ConfigLine {
  readonly line: number;
  readonly fits: boolean;
}

/** Finds the line of the first of some paths that the config has. */
export function configLines(text: string): (keys: readonly string[]) => ConfigLine {
  const document = readYaml(text);
  // An organization of thousands has thousands of results, and most of them ask for the same few keys.
  const known = new Map<string, number | undefined>();
  const lineOf = (key: string) => {
    if (known.has(key)) return known.get(key);
    const path = pathIn(document.value, key.split("."));
    const line = path && document.lineOf(path);
    known.set(key, line);
    return line;
  };
  return (keys) => {
    for (const key of keys) {
      const line = lineOf(key);
      if (line !== undefined) return { line, fits: true };
    }
    return { line: 1, fits: false };
  };
}

/** A path with a list's items as indexes; undefined if the value does not have it. An item may be named by its text. */
function pathIn(value: unknown, keys: readonly string[]): (string | number)[] | undefined {
  const path: (string | number)[] = [];
  let at = value;
  for (const key of keys) {
    const isList = Array.isArray(at);
    const step = isList && !/^\d+$/.test(key) ? arrayOf(at).indexOf(key) : isList ? Number(key) : key;
    if (!Object.hasOwn(Object(at) as object, step)) return undefined;
    path.push(step);
    at = (at as Record<string | number, unknown>)[step];
  }
  return path;
}
