import { isAbsolute, relative } from "node:path";
import { escaped } from "./shown";

/** A file's path as messages show it: relative if the file is below the working directory, otherwise absolute. */
export function displayPath(path: string, cwd: string = process.cwd()): string {
  const below = relative(cwd, path);
  return escaped(below === "" || below.startsWith("..") || isAbsolute(below) ? path : below);
}
