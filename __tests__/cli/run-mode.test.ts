import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localFolder, writeLocalRecord } from "../../cli/local-record";
import { fleetModeOf, runModeOf } from "../../cli/run-mode";
import { TINY_ORGANIZATION, tinyConfig } from "../terraform-runner/support/tiny-config";
import { recordedIo } from "./terminal/recorded-io";

describe("runModeOf", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-mode-"));
  const config = join(folder, "orgduty.yaml");
  afterAll(() => rmSync(folder, { recursive: true }));
  const modeOf = (options: { offline?: boolean; aws?: string }, env: NodeJS.ProcessEnv = {}) =>
    runModeOf(options, config, recordedIo(folder, env));

  it("is live without a flag, and offline with one", () => {
    expect(modeOf({})).toEqual({ kind: "live" });
    expect(modeOf({ offline: true })).toEqual({ kind: "offline" });
  });

  it("takes the local AWS from ORGDUTY_LOCAL_AWS_URL, else from the one that runs for the config", () => {
    expect(() => modeOf({ aws: "local" })).toThrow("no local AWS is running for this config");
    writeLocalRecord(localFolder(config), { url: "http://127.0.0.1:1", pid: process.pid });
    expect(modeOf({ aws: "local" })).toEqual({ kind: "local", endpoint: "http://127.0.0.1:1" });
    const named = { ORGDUTY_LOCAL_AWS_URL: "http://127.0.0.1:2" };
    expect(modeOf({ aws: "local" }, named)).toEqual({ kind: "local", endpoint: "http://127.0.0.1:2" });
  });

  it("rejects two flags that exclude each other", () => {
    expect(() => modeOf({ aws: "local", offline: true })).toThrow("--offline and --aws exclude each other");
  });
});

describe("fleetModeOf", () => {
  const io = recordedIo("/", { ORGDUTY_LOCAL_AWS_URL: "http://127.0.0.1:1" });
  const config = tinyConfig("/org/orgduty.yaml", ["us-east-1"]);
  const access = { management: { profile: "m" }, administrator: { profile: "a" } };

  it("rejects a live run without a way into the accounts", () => {
    expect(() => fleetModeOf({}, config, io)).toThrow(
      /^organizations\.aws has no credentials: .*\n {2}fix: give it credentials, a role or a profile per account/,
    );
  });

  it("needs none offline and for the local AWS, and is live with them", () => {
    expect(fleetModeOf({ offline: true }, config, io).kind).toBe("offline");
    expect(fleetModeOf({ aws: "local" }, config, io).kind).toBe("local");
    const aws = { ...TINY_ORGANIZATION, credentials: { plan: access, apply: access } };
    expect(fleetModeOf({}, { ...config, organizations: { aws } }, io).kind).toBe("live");
  });
});
