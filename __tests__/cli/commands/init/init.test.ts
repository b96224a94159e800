import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../../../cli/commands/init/init";
import { jsonSchemaText } from "../../../../config/json-schema";
import { STARTER } from "../../../../config/starter";
import { recordedIo } from "../../terminal/recorded-io";

describe("orgduty init --offline", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-init-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("writes a config to fill in, and says what comes next", async () => {
    const io = recordedIo(folder);
    expect(await run({ out: ".", offline: true }, io)).toBe(0);
    expect(readFileSync(join(folder, "orgduty.yaml"), "utf8")).toBe(STARTER);
    expect(readFileSync(join(folder, "orgduty.schema.json"), "utf8")).toBe(jsonSchemaText());
    expect(io.outLines).toEqual([
      "orgduty.yaml written: correct the account ids in it, then run ./orgduty discover",
    ]);
  });

  it("rejects overwriting", async () => {
    await expect(run({ out: ".", offline: true }, recordedIo(folder))).rejects.toThrow(
      /^orgduty\.yaml exists already\n {2}fix: /,
    );
  });

  it("rejects a folder that is not there", async () => {
    await expect(run({ out: "none", offline: true }, recordedIo(folder))).rejects.toThrow(
      /none\/orgduty\.yaml cannot be written/,
    );
  });
});
