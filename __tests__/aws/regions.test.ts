import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AWS_REGIONS, FOREIGN_REGIONS } from "../../aws/regions";
import { ROOT } from "../support/orgduty";

/** The SDK's own table: each region's name and description, by partition. */
function sdkRegions(): Map<string, string> {
  const table = readFileSync(
    join(ROOT, "node_modules/@aws-sdk/core/dist-cjs/submodules/client/index.js"),
    "utf8",
  );
  const found = table.matchAll(/"([a-z]+(?:-[a-z]+)+-\d)": \{\s*"?description"?: "([^"]+)"/g);
  return new Map([...found].map(([, name = "", description = ""]) => [name, description]));
}

describe("Regions", () => {
  const known = new Map(
    [...AWS_REGIONS, ...FOREIGN_REGIONS].map(({ name, consoleName }) => [name, consoleName]),
  );
  // Of the isolated partitions nobody outside has an account.
  const theirs = [...sdkRegions().keys()].filter((name) => !name.includes("-iso")).sort();

  it("are those that the SDK knows", () => {
    expect(theirs.length).toBeGreaterThan(38);
    expect([...known.keys()].sort()).toEqual(theirs);
  });

  it("that people call by a partition's name have the SDK's name for it", () => {
    for (const { name, consoleName } of FOREIGN_REGIONS) expect(sdkRegions().get(name)).toBe(consoleName);
  });
});
