import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../../../config/engine-versions";
import { initialize, providerMissing } from "../../../terraform/engine/init";
import type { ProcessRequest } from "../../../terraform/process/run-process";
import type { StackRun } from "../../../terraform/engine/stack-run";
import { temporaryFolder } from "../support/temporary-folder";

describe("initialize", () => {
  const folder = temporaryFolder();
  const lockFile = () => join(folder(), "config.lock");
  let requests: ProcessRequest[];
  let stack: StackRun;
  beforeEach(() => {
    requests = [];
    mkdirSync(join(folder(), "stack"));
    writeStack({ required_providers: { aws: { version: ">= 5" } } });
    writeFileSync(lockFile(), "locked");
    stack = {
      entry: { name: "us-east-1", kind: "region", partition: "aws", region: "us-east-1", dependsOn: [] },
      folder: join(folder(), "stack"),
      binary: { command: "terraform", version: "1.11.4" },
      env: { TF_PLUGIN_CACHE_DIR: "/cache" },
      lockFile: lockFile(),
      run: async (request) => {
        requests.push(request);
        mkdirSync(join(request.cwd, ".terraform"), { recursive: true });
        writeFileSync(join(request.cwd, ".terraform.lock.hcl"), "made by init");
        return { exitCode: 0, stdout: "", stderr: "" };
      },
    };
  });
  const writeStack = (terraform: object) =>
    writeFileSync(join(folder(), "stack/cdk.tf.json"), JSON.stringify({ terraform }));

  it("never upgrades what the lock file pins", async () => {
    await initialize(stack);
    expect(requests[0]?.args).toContain("-lockfile=readonly");
    expect(readFileSync(lockFile(), "utf8")).toBe("locked");
  });

  it("makes the lock file where there is none, beside the config", async () => {
    rmSync(lockFile());
    await initialize(stack);
    expect(requests[0]?.args).not.toContain("-lockfile=readonly");
    expect(readFileSync(lockFile(), "utf8")).toBe("made by init");
  });

  it("does nothing the second time", async () => {
    await initialize(stack);
    await initialize(stack);
    expect(requests).toHaveLength(1);
  });

  it.each<[string, () => void]>([
    ["the required providers", () => writeStack({ required_providers: { aws: { version: ">= 6" } } })],
    [
      "the backend",
      () => writeStack({ required_providers: { aws: { version: ">= 5" } }, backend: { s3: {} } }),
    ],
    ["the lock file", () => writeFileSync(lockFile(), "upgraded")],
    [
      "the override's backend",
      () => writeFileSync(join(folder(), "stack/zz_override.tf.json"), '{"terraform":{"backend":{}}}'),
    ],
    ["what init left", () => rmSync(join(folder(), "stack/.terraform"), { recursive: true })],
    ["Terraform", () => (stack = { ...stack, binary: { command: "terraform", version: "1.12.0" } })],
    ["the plugin cache", () => (stack = { ...stack, env: {} })],
  ])("initializes again when %s changes", async (_, change) => {
    await initialize(stack);
    change();
    await initialize(stack);
    expect(requests).toHaveLength(2);
  });

  it("initializes again when the plugin cache that a provider is linked from was emptied", async () => {
    const cached = join(folder(), "cache/5.100.0/linux_amd64");
    const providers = join(stack.folder, ".terraform/providers/registry.terraform.io/hashicorp/aws/5.100.0");
    mkdirSync(cached, { recursive: true });
    await initialize(stack);
    mkdirSync(providers, { recursive: true });
    symlinkSync(cached, join(providers, "linux_amd64"));
    await initialize(stack);
    expect(requests).toHaveLength(1);
    rmSync(join(folder(), "cache"), { recursive: true });
    await initialize(stack);
    expect(requests).toHaveLength(2);
  });

  it("initializes again after an init that failed, also when all is as it was before", async () => {
    await initialize(stack);
    writeFileSync(lockFile(), "upgraded");
    const run = async () => ({ exitCode: 1, stdout: "", stderr: "Error: no provider\n" });
    await expect(initialize({ ...stack, run })).rejects.toThrow("init failed");
    writeFileSync(lockFile(), "locked");
    await initialize(stack);
    expect(requests).toHaveLength(2);
  });

  it("rejects a provider that the lock file does not know, and tells how it learns of other platforms", async () => {
    const stderr = "Error: the local package doesn't match any of the\nchecksums previously recorded\n";
    const run = async () => ({ exitCode: 1, stdout: "", stderr });
    const command = `terraform -chdir=${stack.folder} providers lock -platform=linux_amd64 `;
    await expect(initialize({ ...stack, run })).rejects.toThrow(command);
  });

  it("says what to do if OpenTofu may not add its own registry to Terraform's lock file", async () => {
    const stderr = "Error: Provider dependency changes\ndetected\n\nChanges to the required provider ...\n";
    const run = async () => ({ exitCode: 1, stdout: "", stderr });
    const refused = (engine: Engine) => initialize({ ...stack, binary: { ...stack.binary, engine }, run });
    await expect(refused("OpenTofu")).rejects.toThrow(
      `and ${lockFile()} has none of it: Terraform made it\nfix: plan with Terraform; or, to change to OpenTofu for good, delete ${lockFile()}`,
    );
    await expect(refused("Terraform")).rejects.not.toThrow("OpenTofu");
  });

  it("rejects with Terraform's diagnostics", async () => {
    const run = async () => ({ exitCode: 1, stdout: "", stderr: "Error: no provider\n" });
    await expect(initialize({ ...stack, run })).rejects.toThrow(
      "us-east-1: terraform init failed\nError: no provider",
    );
  });
});

describe("providerMissing", () => {
  const folder = temporaryFolder();

  it("is false once the cache has the version", () => {
    expect(providerMissing(folder(), "5.100.0")).toBe(true);
    mkdirSync(join(folder(), "registry.terraform.io/hashicorp/aws/5.100.0"), { recursive: true });
    expect(providerMissing(folder(), "5.100.0")).toBe(false);
    expect(providerMissing(folder(), "5.100.0", "OpenTofu")).toBe(true);
    mkdirSync(join(folder(), "registry.opentofu.org/hashicorp/aws/5.100.0"), { recursive: true });
    expect(providerMissing(folder(), "5.100.0", "OpenTofu")).toBe(false);
    expect(providerMissing(undefined, "5.100.0")).toBe(true);
  });
});
