import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeManifest } from "../../plans-folder/manifest";
import { copyOfExample, ROOT } from "../support/orgduty";
import { TINY_MANIFEST } from "../terraform-runner/support/tiny-manifest";

describe("Ctrl-C while orgduty plans", () => {
  const { folder, config } = copyOfExample("acme");
  const plans = join(folder, "plans");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(["SIGINT", "SIGTERM"] as const)(
    "leaves no process and the last plans untouched: %s",
    async (signal) => {
      mkdirSync(plans, { recursive: true });
      writeManifest(plans, { ...TINY_MANIFEST, mode: "offline" });
      const before = readFileSync(join(plans, "manifest.json"));
      const bin = join(ROOT, "bin/orgduty.js");
      const child = spawn(process.execPath, [bin, "plan", "--offline", "--config", config, "--out", plans], {
        stdio: ["ignore", "ignore", "pipe"],
      });
      // The first stack is planned, others are being planned.
      await once(child.stderr, "data");
      child.kill(signal);
      const [code] = (await once(child, "exit")) as [number | null];
      expect(code).toBe(130);
      expect(processesIn(folder)).toEqual([]);
      expect(readdirSync(folder).filter((name) => name.includes("plans"))).toEqual(["plans"]);
      expect(readFileSync(join(plans, "manifest.json"))).toEqual(before);
    },
  );
});

/** The processes that work in a folder: Terraform and its providers. */
function processesIn(folder: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
      } catch {
        return false;
      }
    });
}
