import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { prepareInstallation } from "../../../terraform/engine/cli-configuration";
import { installationVariables } from "../../../terraform/engine/environment";

describe("prepareInstallation", () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), "orgduty-home-"))));
  afterEach(() => rmSync(home, { recursive: true }));
  const findMirror = () => "/opt/a mirror";

  it("names the mirror in a configuration of ours and keeps one plugin cache", () => {
    const { cliConfigFile = "", pluginCacheFolder = "" } = prepareInstallation({ env: {}, home, findMirror });
    expect(readFileSync(cliConfigFile, "utf8")).toContain('path    = "/opt/a mirror"');
    expect(pluginCacheFolder).toBe(join(home, ".cache/orgduty/terraform-plugins"));
    expect(existsSync(pluginCacheFolder)).toBe(true);
  });

  it("makes a person's relative paths absolute, for Terraform runs elsewhere", () => {
    const env = { TF_PLUGIN_CACHE_DIR: relative(process.cwd(), join(home, "plugins")) };
    expect(prepareInstallation({ env, home, findMirror }).pluginCacheFolder).toBe(join(home, "plugins"));
    const own = join(home, "own.rc");
    writeFileSync(own, "");
    const person = { TF_CLI_CONFIG_FILE: relative(process.cwd(), own) };
    expect(installationVariables(person, {})).toEqual({ TF_CLI_CONFIG_FILE: own });
  });

  it("needs no configuration where there is no mirror", () => {
    const installation = prepareInstallation({ env: {}, home, findMirror: () => undefined });
    expect(Object.keys(installation)).toEqual(["pluginCacheFolder"]);
  });

  it("knows whether the provider is on this machine already", () => {
    const none = { env: {}, home, findMirror: () => undefined };
    expect(prepareInstallation({ env: {}, home, findMirror }).hasProvider).toBe(true);
    expect(prepareInstallation({ ...none, hasImpliedMirror: () => true }).hasProvider).toBe(true);
    expect(prepareInstallation({ ...none, hasImpliedMirror: () => false }).hasProvider).toBeUndefined();
    writeFileSync(join(home, ".terraformrc"), "");
    expect(prepareInstallation({ ...none, hasImpliedMirror: () => true }).hasProvider).toBeUndefined();
  });

  it("never looks for a mirror where the person has a configuration, which may hold credentials", () => {
    writeFileSync(join(home, ".terraformrc"), 'credentials "app.terraform.io" {}\n');
    const found = jest.fn();
    expect(prepareInstallation({ env: {}, home, findMirror: found })).not.toHaveProperty("cliConfigFile");
    expect(found).not.toHaveBeenCalled();
  });

  it("leaves the plugin cache to a configuration that names one", () => {
    const own = join(home, "own.rc");
    writeFileSync(own, 'plugin_cache_dir = "/cache"\n');
    expect(prepareInstallation({ env: { TF_CLI_CONFIG_FILE: own }, home, findMirror })).toEqual({});
  });

  it("does not take a TF_CLI_CONFIG_FILE that is not there for the person's own", () => {
    const env = { TF_CLI_CONFIG_FILE: join(home, "missing.rc") };
    expect(prepareInstallation({ env, home, findMirror })).toHaveProperty("cliConfigFile");
  });

  it("keeps the person's plugin cache", () => {
    const env = { TF_PLUGIN_CACHE_DIR: join(home, "own-cache") };
    expect(prepareInstallation({ env, home, findMirror }).pluginCacheFolder).toBe(join(home, "own-cache"));
  });
});
