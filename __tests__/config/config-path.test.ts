import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { resolveConfigPath } from "../../config/config-path";

describe("resolveConfigPath", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-config-path-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("falls back to the example, and says that it is one", () => {
    expect(resolveConfigPath(undefined, {}, folder)).toEqual({
      path: resolve(__dirname, "../../examples/acme/orgduty.yaml"),
      isExample: true,
    });
  });

  it("prefers orgduty.yaml of the working folder to the example", () => {
    writeFileSync(join(folder, "orgduty.yaml"), "");
    expect(resolveConfigPath(undefined, {}, folder)).toEqual({
      path: join(folder, "orgduty.yaml"),
      isExample: false,
    });
  });

  it("prefers $ORGDUTY_CONFIG to the working folder, --config to both, whether or not the file exists", () => {
    const env = { ORGDUTY_CONFIG: "env.yaml" };
    expect(resolveConfigPath(undefined, env, folder).path).toBe(join(folder, "env.yaml"));
    expect(resolveConfigPath("flag.yaml", env, folder)).toEqual({
      path: join(folder, "flag.yaml"),
      isExample: false,
    });
  });

  it("takes an empty $ORGDUTY_CONFIG for none", () => {
    expect(resolveConfigPath(undefined, { ORGDUTY_CONFIG: "" }, folder).path).toBe(
      join(folder, "orgduty.yaml"),
    );
  });
});
