import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../support/orgduty";

describe("make demo", () => {
  it("ends with one finding delivered, no gap, nothing left to plan, and nothing left behind", async () => {
    const env = { ...process.env, DEMO_FOLDER: mkdtempSync(join(tmpdir(), "demo-")) };
    const demo = ["--import", "tsx", join(ROOT, "scripts/demo.ts")];
    const child = spawn(process.execPath, demo, { cwd: ROOT, env, stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, "close")) as [number | null];
    expect([code, said.trimEnd().split("\n").at(-1)]).toEqual([
      0,
      "demo: 1 finding delivered, 0 gaps, second plan empty, 0 left",
    ]);
  }, 1_200_000);
});
