import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { OperatorError } from "../../config/problems/operator-error";

/** A file in a plans folder: its path in it with slashes, and its length. */
export interface ListedFile {
  readonly path: string;
  readonly bytes: number;
}

/** More than any set of plans has. */
const MOST_FILES = 1000;
/** More than any set of plans has: 17 stacks of a large organization are about 100 MB. */
export const MOST_BYTES = 1 << 30;
/** A file of the folder or of a folder in it. Neither begins with a dot, so none leads out of the folder. */
const PATH = /^[A-Za-z0-9][\w.-]{0,100}(\/[A-Za-z0-9][\w.-]{0,100})?$/;

const files = z.array(z.strictObject({ path: z.string(), bytes: z.number().int().nonnegative() }));

/** Every file of a plans folder. @throws OperatorError if something in it is no file that can be sealed */
export function filesIn(folder: string, shown: string): ListedFile[] {
  const found = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const listed = found.flatMap((name): ListedFile[] => {
    const path = name.replaceAll("\\", "/");
    const stat = lstatSync(join(folder, name));
    if (stat.isDirectory()) return [];
    if (!stat.isFile()) throw refusal(shown, `${path} is no file (a link?)`);
    return [{ path, bytes: stat.size }];
  });
  const fault = faultOf(listed);
  if (fault !== undefined) throw refusal(shown, fault);
  return listed;
}

/** Reads a list of files that somebody else may have written. Undefined if it is not one to follow. */
export function readList(text: string): ListedFile[] | undefined {
  try {
    const read = files.safeParse(JSON.parse(text));
    return read.success && faultOf(read.data) === undefined ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** Why these are not the files of a plans folder. Names that differ in case alone are one file on some machines. */
function faultOf(listed: readonly ListedFile[]): string | undefined {
  const strange = listed.find(({ path }) => !PATH.test(path));
  if (strange) return `${JSON.stringify(strange.path.slice(0, 200))} is not a name that a plan writes`;
  const paths = listed.map(({ path }) => path.toLowerCase());
  const folders = new Set(paths.flatMap((path) => (path.includes("/") ? [path.split("/")[0]] : [])));
  if (new Set(paths).size < paths.length || paths.some((path) => folders.has(path)))
    return "two files have one name";
  if (listed.length > MOST_FILES) return `${listed.length} files, at most ${MOST_FILES} are sealed`;
  const bytes = listed.reduce((sum, file) => sum + file.bytes, 0);
  return bytes > MOST_BYTES ? `${bytes} bytes, at most ${MOST_BYTES} are sealed` : undefined;
}

function refusal(shown: string, fault: string): OperatorError {
  return new OperatorError(
    `${shown} cannot be sealed: ${fault}`,
    "take out of the folder what ./orgduty plan, merge and review did not write",
  );
}
