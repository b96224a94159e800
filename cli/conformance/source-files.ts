import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { sha256, sha256OfFile } from "../../plans-folder/hashing";

/**
 * Everything that determines the stacks made from a config: the code that synthesizes, the forwarder's code, and the
 * versions of the packages that they use.
 */
export const MAKES_STACKS = [
  ...["main.ts", "cdktf.json", "package-lock.json"],
  ...["bin/synth.js", "bin/bundle-synth.js", "bin/bundle.js", "bin/bundle-folder.js"],
  ...[
    "aws",
    "aws-clients",
    "config",
    "doctor",
    "existing",
    "intent",
    "lambda-src",
    "modules",
    "organization",
    "stacks",
    "verification",
  ],
];

/** The SHA-256 of each source file that determines the stacks, by its path relative to the checkout. */
export function sourceFiles(projectFolder: string): ReadonlyMap<string, string> {
  const files = MAKES_STACKS.flatMap((name) => filesIn(projectFolder, name)).sort();
  return new Map(files.map((file) => [file, sha256OfFile(join(projectFolder, file))]));
}

/** One digest of all of these files. */
export function digestOf(files: ReadonlyMap<string, string>): string {
  return sha256([...files].map(([file, hash]) => `${hash}  ${file}\n`).join(""));
}

function filesIn(projectFolder: string, name: string): string[] {
  const path = join(projectFolder, name);
  if (!existsSync(path)) return [];
  if (/\.(js|ts|json)$/.test(name)) return [name];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || /\.(ts|json)$/.test(entry.name))
    .flatMap((entry) => filesIn(projectFolder, `${name}/${entry.name}`));
}
