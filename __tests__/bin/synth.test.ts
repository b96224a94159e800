import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(__dirname, "../..");

describe("bin/synth.js", () => {
  let folder: string;
  beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), "synth-")))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Every file that an app writes for the example, by name. */
  function synthesized(name: string, args: readonly string[]): Record<string, string> {
    const out = join(folder, name);
    const env = { ...process.env, CDKTF_OUTDIR: out, ORGDUTY_STATE_FOLDER: join(folder, "state") };
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, env, encoding: "utf8" });
    expect([status, stderr]).toEqual([0, expect.stringContaining("using the example organization")]);
    const files = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((file) =>
      /\.(json|zip)$/.test(file),
    );
    return Object.fromEntries(files.sort().map((file) => [file, readFileSync(join(out, file), "latin1")]));
  }

  it("synthesizes what main.ts does, byte for byte", () => {
    const bundled = synthesized("a", ["bin/synth.js"]);
    expect(Object.keys(bundled)).toHaveLength(19);
    expect(bundled).toEqual(synthesized("b", ["-r", "tsx/cjs", "main.ts"]));
  });

  it("is what cdktf runs", () => {
    expect(JSON.parse(readFileSync(join(root, "cdktf.json"), "utf8"))).toMatchObject({
      app: "node bin/synth.js",
    });
  });
});
