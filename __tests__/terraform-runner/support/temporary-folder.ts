import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder for each test of the calling suite, removed after it. */
export function temporaryFolder(): () => string {
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "orgduty-test-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}
