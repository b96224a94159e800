import { existsSync } from "node:fs";
import { join } from "node:path";
import { sha256OfFile } from "../../plans-folder/hashing";
import { readSynthesizedStack } from "./synthesized-stack";

/** A file that Terraform reads when it applies, not when it plans, so the plan file does not bind it. */
export interface Asset {
  /** Relative to the stack's folder, as the stack names it. */
  readonly path: string;
  readonly sha256: string;
}

/** Attributes that name a local file: a function's or layer's `filename`, an object's `source`. */
const FILE_ATTRIBUTES = ["filename", "source"];

/** The files that a synthesized stack refers to, each path once. */
export function assetsOf(stackFolder: string): Asset[] {
  const resources = Object.values(readSynthesizedStack(stackFolder).resource ?? {}).flatMap(Object.values);
  const paths = resources
    .flatMap((resource: Readonly<Record<string, unknown>>) => FILE_ATTRIBUTES.map((name) => resource[name]))
    .filter((path): path is string => typeof path === "string" && existsSync(join(stackFolder, path)));
  return [...new Set(paths)].sort().map((path) => ({ path, sha256: sha256OfFile(join(stackFolder, path)) }));
}
