import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeManifest } from "../../plans-folder/manifest";
import { copyOfExample, ROOT } from "../support/orgduty";
import { commandOf, processesIn } from "../support/processes-in";
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
      // One provider is kept for every show.
      const kept = processesIn(folder).map(commandOf);
      expect(kept).toContainEqual(expect.stringMatching(/^[^ ]*terraform-provider-aws\S* -debug/));
      child.kill(signal);
      const [code] = (await once(child, "exit")) as [number | null];
      expect(code).toBe(130);
      expect(processesIn(folder)).toEqual([]);
      expect(readdirSync(folder).filter((name) => name.includes("plans"))).toEqual(["plans"]);
      expect(readFileSync(join(plans, "manifest.json"))).toEqual(before);
    },
  );
});
