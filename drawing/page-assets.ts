import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** The repository's root is one level above both this source file and the bundle. */
const FOLDER = resolve(__dirname, "../drawing");

/** The page's script and style, as they are in the checkout. */
export function pageAssets(): { readonly script: string; readonly style: string } {
  const read = (name: string) => readFileSync(resolve(FOLDER, name), "utf8");
  return { script: read("page.js"), style: read("page.css") };
}
