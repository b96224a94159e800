import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { currentSettings } from "../../cli/current-settings";
import { acme } from "../support/fleet";

describe("currentSettings", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-settings-"));
  const { AWS_CONFIG_FILE: earlier } = process.env;
  const { config } = acme();
  const { signal } = new AbortController();
  const asked = (purpose: string) => join(folder, `asked-for-${purpose}`);

  beforeAll(() => {
    // A profile whose keys come from a command: it notes that it was asked, and has none.
    const profile = (purpose: string) =>
      `[profile ${purpose}]\ncredential_process = sh -c "touch ${asked(purpose)}; exit 1"\n`;
    writeFileSync(join(folder, "config"), profile("plan") + profile("apply"));
    process.env.AWS_CONFIG_FILE = join(folder, "config");
  });
  afterAll(() => {
    if (earlier === undefined) delete process.env.AWS_CONFIG_FILE;
    else process.env.AWS_CONFIG_FILE = earlier;
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ["plan", "apply"],
    ["apply", "plan"],
  ] as const)("signs in as the config says for %s, and calls a refusal unread", async (purpose, other) => {
    for (const one of [purpose, other]) rmSync(asked(one), { force: true });
    const account = (profile: string) => ({ management: { profile }, administrator: { profile } });
    const credentials = { plan: account("plan"), apply: account("apply") };
    const organizations = { aws: { ...config.organizations.aws!, credentials } };
    const changed = { ...config, organizations };
    const found = await currentSettings(changed, ["us-east-1"], { kind: "live" }, purpose, { signal });
    expect(found!["us-east-1"]!.settings).toEqual({});
    expect(found!["us-east-1"]!.unread.length).toBeGreaterThan(0);
    expect([existsSync(asked(purpose)), existsSync(asked(other))]).toEqual([true, false]);
  });

  it("asks nobody in an offline run", async () => {
    expect(
      await currentSettings(config, ["us-east-1"], { kind: "offline" }, "plan", { signal }),
    ).toBeUndefined();
  });
});
