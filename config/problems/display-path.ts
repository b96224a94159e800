import { isAbsolute, relative } from "node:path";
import { escaped } from "./shown";

/** A file as messages name it: relative to the working folder where it lies below, absolute elsewhere. */
export function displayPath(path: string, cwd: string = process.cwd()): string {
  const below = relative(cwd, path);
  return escaped(below === "" || below.startsWith("..") || isAbsolute(below) ? path : below);
}
