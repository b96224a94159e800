import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const example = resolve(__dirname, "../../examples/acme");

/** A copy of the example organization with another orgduty.yaml; its path. */
export function changedExample(change: (yaml: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), "changed-example-"));
  cpSync(example, folder, { recursive: true });
  const path = join(folder, "orgduty.yaml");
  writeFileSync(path, change(readFileSync(path, "utf8")));
  return path;
}
