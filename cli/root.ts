import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of the checkout: the nearest one above this file that has a cdktf.json. */
export function repositoryRoot(from: string = __dirname): string {
  if (existsSync(join(from, "cdktf.json"))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error(`no cdktf.json above ${__dirname}: the checkout is incomplete`);
  return repositoryRoot(parent);
}
