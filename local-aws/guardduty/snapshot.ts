import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { emptyState, type State } from "./state";

interface Tagged {
  $map?: [unknown, unknown][];
  $set?: unknown[];
}

/** Writes the state to a file atomically. */
export function writeSnapshot(file: string, state: State): void {
  const text = JSON.stringify(state, (_key, value: unknown) => {
    if (value instanceof Map) return { $map: [...value] };
    return value instanceof Set ? { $set: [...value] } : value;
  });
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

/** The state in a file; an empty state if there is no file. */
export function readSnapshot(file: string): State {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return emptyState();
    throw error;
  }
  const saved = JSON.parse(text, (_key, value: Tagged | null) => {
    if (value?.$map) return new Map(value.$map);
    return value?.$set ? new Set(value.$set) : value;
  }) as Partial<State>;
  // An older file lacks what was added since.
  return { ...emptyState(), ...saved };
}
