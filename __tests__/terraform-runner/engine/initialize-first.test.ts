import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stackList } from "../../../config/stack-list";
import type { Installation } from "../../../terraform/engine/cli-configuration";
import { initializeFirst } from "../../../terraform/engine/initialize-first";
import { stackFolderOf } from "../../../terraform/plan/synthesized-stack";
import { temporaryFolder } from "../support/temporary-folder";
import { tinyConfig } from "../support/tiny-config";

describe("initializeFirst", () => {
  const folder = temporaryFolder();
  const cache = () => join(folder(), "cache");

  /** What a person reads before the first init with such an installation, and how often Terraform starts. */
  async function toldBefore(installation: Installation): Promise<string[]> {
    const config = tinyConfig(join(folder(), "orgduty.yaml"), ["us-east-1"]);
    const lockFile = join(folder(), ".terraform.lock.hcl");
    writeFileSync(lockFile, 'provider "x/hashicorp/aws" {\n  version = "5.100.0"\n  hashes = ["zh:1"]\n}\n');
    const stacks = stackList(config);
    const stack = stackFolderOf(folder(), stacks[0]!.name);
    mkdirSync(stack, { recursive: true });
    writeFileSync(join(stack, "cdk.tf.json"), '{"terraform":{}}');
    const told: string[] = [];
    const run = async () => {
      told.push("init");
      mkdirSync(join(stack, ".terraform"), { recursive: true });
      return { exitCode: 0, stdout: "", stderr: "" };
    };
    const workspace = {
      ...{ projectFolder: folder(), workFolder: folder(), stateFolder: folder(), config, lockFile, run },
      ...{ mode: { kind: "live" } as const, env: {}, installation },
      terraform: { command: "terraform", version: "1.11.4" },
      tell: (text: string) => void told.push(text),
    };
    await initializeFirst(workspace, stacks);
    return told;
  }

  it("says how much Terraform fetches, before it fetches the provider", async () => {
    const told = await toldBefore({ pluginCacheFolder: cache() });
    expect(told).toEqual([
      expect.stringMatching(
        /^Terraform fetches the AWS provider 5\.100\.0, once: .* 700 MB and more on disk/,
      ),
      "init",
    ]);
  });

  it("says nothing if the provider is in a mirror on this machine", async () => {
    expect(await toldBefore({ pluginCacheFolder: cache(), hasProvider: true })).toEqual(["init"]);
  });

  it("does nothing if the plugin cache has the provider", async () => {
    mkdirSync(join(cache(), "registry.terraform.io/hashicorp/aws/5.100.0"), { recursive: true });
    expect(await toldBefore({ pluginCacheFolder: cache() })).toEqual([]);
  });
});
