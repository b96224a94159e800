import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as apply from "../../../../cli/commands/apply/apply";
import * as destroy from "../../../../cli/commands/destroy/destroy";
import * as plan from "../../../../cli/commands/plan/plan";
import * as verify from "../../../../cli/commands/verify/verify";
import { writeManifest } from "../../../../plans-folder/manifest";
import { copyOfExample } from "../../../support/orgduty";
import { TINY_MANIFEST } from "../../../terraform-runner/support/tiny-manifest";
import { recordedIo } from "../../terminal/recorded-io";

describe("a live run of a config without credentials", () => {
  const { folder, config } = copyOfExample("hub");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const yes = { config, yes: true };

  beforeAll(() => {
    const text = readFileSync(config, "utf8");
    writeFileSync(config, text.replace(/^ {4}credentials:\n( {6}.*\n)+/m, ""));
    mkdirSync(join(folder, "plans"));
    writeManifest(join(folder, "plans"), TINY_MANIFEST);
  });

  it.each([
    ["plan", () => plan.run({ config, out: "plans" }, recordedIo(folder))],
    ["apply", () => apply.run({ ...yes, out: "plans", maxAge: 24 }, recordedIo(folder))],
    ["verify", () => verify.run({ config, region: [] }, recordedIo(folder))],
    ["destroy", () => destroy.run({ ...yes, region: [], members: "keep" }, recordedIo(folder))],
  ])("rejects %s", async (_, run) => {
    await expect(run()).rejects.toThrow("organizations.aws has no credentials");
  });
});
