import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findTerraform } from "../../../terraform/engine/find-terraform";
import type { RunProcess } from "../../../terraform/process/run-process";

/** Programs by name, with the version each reports. What has tofu in its name is OpenTofu. */
function programs(versions: Readonly<Record<string, string>>): RunProcess {
  return async ({ command }) => {
    const version = versions[command];
    if (version === undefined) throw new Error(`spawn ${command} ENOENT`);
    const says = version.includes(" ")
      ? version
      : `${command.includes("tofu") ? "OpenTofu" : "Terraform"} v${version}`;
    return { exitCode: 0, stdout: `${says}\non linux_amd64\n`, stderr: "" };
  };
}

describe("findTerraform", () => {
  it("takes TERRAFORM_BINARY_NAME before anything on the path", async () => {
    const run = programs({ "/own/terraform": "1.12.0", terraform: "1.11.4" });
    expect(await findTerraform({ TERRAFORM_BINARY_NAME: "/own/terraform" }, run)).toEqual({
      command: "/own/terraform",
      engine: "Terraform",
      version: "1.12.0",
    });
  });

  it("makes a relative path absolute, for Terraform runs elsewhere", async () => {
    const command = join(process.cwd(), "bin/terraform");
    const found = await findTerraform(
      { TERRAFORM_BINARY_NAME: "bin/terraform" },
      programs({ [command]: "1.11.4" }),
    );
    expect(found.command).toBe(command);
  });

  it("falls back to tofu", async () => {
    expect(await findTerraform({}, programs({ tofu: "1.11.0" }))).toEqual({
      command: "tofu",
      engine: "OpenTofu",
      version: "1.11.0",
    });
  });

  it("says what to do if there is none", async () => {
    await expect(findTerraform({}, programs({}))).rejects.toThrow(
      /^Terraform not found: tried terraform, tofu\n {2}fix: `\.\/orgduty terraform install` fetches Terraform 1\.\d+\.\d+ for orgduty alone; or install Terraform 1\.10 or later/,
    );
  });

  it("takes the one that orgduty fetched after what is on the machine", async () => {
    const env = { XDG_CACHE_HOME: "/cache" };
    const fetched = "/cache/orgduty/terraform/1.11.4/terraform";
    const found = await findTerraform(env, programs({ [fetched]: "1.11.4" }));
    expect(found).toEqual({ command: fetched, engine: "Terraform", version: "1.11.4" });
    const both = programs({ [fetched]: "1.11.4", tofu: "1.11.0", terraform: "1.9.8" });
    expect((await findTerraform(env, both)).command).toBe("tofu");
  });

  it.each([
    ["terraform", "Terraform", "1.9.8", "too old", "1.10"],
    ["terraform", "Terraform", "0.15.0", "too old", "1.10"],
    ["terraform", "Terraform", "2.0.0", "too new", "1.10"],
    ["tofu", "OpenTofu", "1.10.9", "too old", "1.11"],
  ])("rejects %s: %s %s is %s", async (command, engine, version, problem, least) => {
    await expect(findTerraform({}, programs({ [command]: version }))).rejects.toThrow(
      `${engine} ${version} is ${problem}: ${command}; ${engine} ${least} to below 2.0 works\n  fix: `,
    );
  });

  it("asks the program which engine it is, whatever its name", async () => {
    const renamed = programs({ terraform: "OpenTofu v1.10.6" });
    await expect(findTerraform({}, renamed)).rejects.toThrow("OpenTofu 1.10.6 is too old: terraform");
  });

  it("names everything that does not fit, with its path", async () => {
    const folder = mkdtempSync(join(tmpdir(), "find-terraform-"));
    writeFileSync(join(folder, "terraform"), "", { mode: 0o755 });
    const run = programs({ terraform: "1.9.8", tofu: "1.8.0" });
    const found = findTerraform({ PATH: `/nowhere:${folder}` }, run);
    await expect(found).rejects.toThrow(
      `Terraform 1.9.8 is too old: ${join(folder, "terraform")}; Terraform 1.10 to below 2.0 works\nOpenTofu 1.8.0 is too old: tofu`,
    );
    rmSync(folder, { recursive: true });
  });

  it("passes over nothing if the program is named", async () => {
    const run = programs({ "/own/terraform": "1.9.8", terraform: "1.11.4" });
    await expect(findTerraform({ TERRAFORM_BINARY_NAME: "/own/terraform" }, run)).rejects.toThrow(
      /1\.9\.8 is too old: .*\n {2}fix: correct TERRAFORM_BINARY_NAME \(\/own\/terraform\), or unset it/,
    );
  });

  it("takes Terraform 1.10", async () => {
    expect((await findTerraform({}, programs({ terraform: "1.10.0" }))).version).toBe("1.10.0");
  });

  it("names a program that is there and does not say what it is, and passes it over if another fits", async () => {
    const shim = { exitCode: 1, stdout: "", stderr: "Version could not be resolved\nsee tfenv\n" };
    const only: RunProcess = async ({ command }) => {
      if (command === "terraform") return shim;
      throw new Error(command === "tofu" ? "spawn tofu EACCES" : "spawn ENOENT");
    };
    await expect(findTerraform({}, only)).rejects.toThrow(
      /^terraform does not say which Terraform it is: exit code 1: Version could not be resolved\ntofu does not say which Terraform it is: it does not start: spawn tofu EACCES\n {2}fix: /,
    );
    const beside: RunProcess = async (request) =>
      request.command === "terraform" ? shim : programs({ tofu: "1.11.0" })(request);
    expect((await findTerraform({}, beside)).command).toBe("tofu");
  });
});
