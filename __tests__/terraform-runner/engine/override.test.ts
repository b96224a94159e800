import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OVERRIDE_FILE, writeOverride } from "../../../terraform/engine/override";
import type { RunMode } from "../../../terraform/engine/run-mode";
import { temporaryFolder } from "../support/temporary-folder";
import { TINY_ORGANIZATION } from "../support/tiny-config";

const LOCAL: RunMode = { kind: "local", endpoint: "http://127.0.0.1:4000" };

describe("writeOverride", () => {
  const folder = temporaryFolder();
  const overrideOf = (stack: object, mode: RunMode) => {
    writeFileSync(join(folder(), "cdk.tf.json"), JSON.stringify(stack));
    writeOverride(folder(), mode, TINY_ORGANIZATION);
    const file = join(folder(), OVERRIDE_FILE);
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  };
  const provider = (...aws: object[]) => ({ provider: { aws } });

  it("keeps an offline plan from every API call, for exactly the configurations there are", () => {
    const role = { alias: "management", allowed_account_ids: ["1"], assume_role: [{ role_arn: "${var.x}" }] };
    const skips = {
      skip_credentials_validation: true,
      skip_requesting_account_id: true,
      skip_metadata_api_check: true,
    };
    expect(overrideOf(provider(role, { alias: "administrator", profile: "p" }), { kind: "offline" })).toEqual(
      provider(
        { alias: "management", ...skips, allowed_account_ids: null, assume_role: [{ role_arn: "" }] },
        { alias: "administrator", ...skips, profile: null },
      ),
    );
  });

  it("imports nothing offline, because an import reads from AWS, and everything otherwise", () => {
    const locals = { existing_detector: { id: "d1" }, members_07: { "333333333333": "a@b.example" } };
    const stack = { ...provider({ alias: "management" }), locals };
    expect(overrideOf(stack, { kind: "offline" }).locals).toEqual({ existing_detector: {} });
    expect(overrideOf(stack, LOCAL)).not.toHaveProperty("locals");
    expect(overrideOf(stack, { kind: "live" })).toBeUndefined();
  });

  it("sends every service to the local AWS and keeps the roles", () => {
    const role = { alias: "management", assume_role: [{ role_arn: "${var.x}" }] };
    const { aws } = overrideOf(provider(role), LOCAL).provider;
    expect(aws[0]).toMatchObject({
      alias: "management",
      s3_use_path_style: true,
      skip_metadata_api_check: true,
    });
    expect(aws[0].endpoints[0]).toMatchObject({
      sts: "http://127.0.0.1:4000",
      guardduty: "http://127.0.0.1:4000",
    });
    expect(aws[0]).not.toHaveProperty("assume_role");
  });

  it.each([
    ["management", "111111111111"],
    ["administrator", "222222222222"],
    ["administrator-home", "222222222222"],
    ["log-archive", "333333333333"],
  ])("assumes a role in the local AWS where %s has none", (alias, account) => {
    expect(overrideOf(provider({ alias, profile: "p" }), LOCAL).provider.aws[0]).toMatchObject({
      profile: null,
      assume_role: [{ role_arn: `arn:aws:iam::${account}:role/OrganizationAccountAccessRole` }],
    });
  });

  it("puts an empty local state in place of a remote one, and leaves a local one alone", () => {
    const s3 = overrideOf({ terraform: { backend: { s3: {} } } }, { kind: "offline" });
    expect(s3.terraform).toEqual({ backend: { local: { path: "terraform.tfstate" } } });
    const local = overrideOf({ terraform: { backend: { local: { path: "x" } } } }, { kind: "offline" });
    expect(local).not.toHaveProperty("terraform");
  });

  it("puts the local AWS's bucket in place of a remote one, without profile and key", () => {
    const s3 = { bucket: "b", key: "k", use_lockfile: true, profile: "p", kms_key_id: "arn" };
    const { backend } = overrideOf({ terraform: { backend: { s3 } } }, LOCAL).terraform;
    expect(backend.s3).toMatchObject({
      ...{ bucket: "b", key: "k", use_lockfile: true, use_path_style: true },
      endpoints: { s3: "http://127.0.0.1:4000", sts: "http://127.0.0.1:4000" },
    });
    expect(Object.keys(backend.s3)).not.toEqual(expect.arrayContaining(["profile"]));
    expect(Object.keys(backend.s3)).not.toEqual(expect.arrayContaining(["kms_key_id"]));
  });

  it("is deleted by a live run", () => {
    expect(overrideOf(provider({}), { kind: "offline" })).toBeDefined();
    expect(overrideOf(provider({}), { kind: "live" })).toBeUndefined();
  });
});
