import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { sha256OfFile } from "../hashing";
import { PLAN_FILE, PLAN_JSON_FILE, type Manifest } from "../manifest";

/** Plan files that are missing, not what the manifest recorded, or of a stack that it does not name, and what else is with them. */
export function setFileProblems(folder: string, { stacks }: Manifest): string[] {
  const own = stacks.map(({ name }) => name);
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [
    ...stacks.flatMap(({ name, planSha256, planJsonSha256 }) => [
      ...problemOf(folder, join(name, PLAN_FILE), planSha256),
      ...problemOf(folder, join(name, PLAN_JSON_FILE), planJsonSha256),
    ]),
    ...folders.flatMap(({ name }) =>
      own.includes(name)
        ? strangers(join(folder, name)).map((file) => `${join(name, file)} is no file of a plan`)
        : [`${name} is no stack of the manifest: another plan was put into this folder`],
    ),
  ];
}

function strangers(folder: string): string[] {
  return readdirSync(folder).filter((file) => file !== PLAN_FILE && file !== PLAN_JSON_FILE);
}

function problemOf(folder: string, file: string, recorded: string): string[] {
  const path = join(folder, file);
  if (!existsSync(path)) return [`${file} is missing`];
  return sha256OfFile(path) === recorded ? [] : [`${file} is not what the manifest recorded`];
}
