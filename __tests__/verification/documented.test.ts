import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { REASONS } from "../../verification/compare/reasons";

const text = readFileSync(resolve(__dirname, "../../docs/verifying.md"), "utf8");
const rows = [...text.matchAll(/^\| `([A-Z_]+)` +\| (.+?) +\|$/gm)].map(([, reason, meaning]) => [
  reason,
  meaning,
]);

describe("docs/verifying.md", () => {
  it("lists every reason with its meaning, and no other", () => {
    expect(rows).toEqual(Object.entries(REASONS));
  });
});
