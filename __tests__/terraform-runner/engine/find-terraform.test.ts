import { join } from "node:path";
import { engineOf, findTerraform } from "../../../terraform/engine/find-terraform";
import type { RunProcess } from "../../../terraform/process/run-process";

/** Programs by name, with the version each reports. */
function programs(versions: Readonly<Record<string, string>>): RunProcess {
  return async ({ command }) => {
    const version = versions[command];
    if (version === undefined) throw new Error(`spawn ${command} ENOENT`);
    return { exitCode: 0, stdout: JSON.stringify({ terraform_version: version }), stderr: "" };
  };
}

describe("findTerraform", () => {
  it("takes TERRAFORM_BINARY_NAME before anything on the path", async () => {
    const run = programs({ "/own/terraform": "1.12.0", terraform: "1.11.4" });
    expect(await findTerraform({ TERRAFORM_BINARY_NAME: "/own/terraform" }, run)).toEqual({
      command: "/own/terraform",
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
      version: "1.11.0",
    });
  });

  it("says what to install where there is none", async () => {
    await expect(findTerraform({}, programs({}))).rejects.toThrow(
      /^Terraform not found: tried terraform, tofu\n {2}fix: install Terraform 1\.10 or later/,
    );
  });

  it.each([
    ["terraform", "1.9.8"],
    ["terraform", "0.15.0"],
    ["tofu", "1.10.9"],
  ])("rejects %s %s, which has no ephemeral variables", async (command, version) => {
    await expect(findTerraform({}, programs({ [command]: version }))).rejects.toThrow(
      `${command} ${version} is too old`,
    );
  });

  it.each([
    ["terraform", "terraform"],
    ["/opt/tofu/bin/terraform", "terraform"],
    ["tofu", "tofu"],
    ["/opt/terraform/tofu-1.11", "tofu"],
  ])("tells from its name what %s is: %s", (command, engine) => {
    expect(engineOf({ command })).toBe(engine);
  });

  it("takes Terraform 1.10 and a later major version", async () => {
    expect((await findTerraform({}, programs({ terraform: "1.10.0" }))).version).toBe("1.10.0");
    expect((await findTerraform({}, programs({ terraform: "2.0.0" }))).version).toBe("2.0.0");
  });
});
