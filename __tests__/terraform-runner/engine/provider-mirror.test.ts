import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import {
  findProviderMirror,
  hasImpliedMirror,
  type MirrorSearch,
} from "../../../terraform/engine/provider-mirror";

const PROVIDER = "registry.terraform.io/hashicorp/aws";

describe("findProviderMirror", () => {
  let folder: string;
  let search: MirrorSearch & { readonly env: NodeJS.ProcessEnv };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "orgduty-mirror-"));
    search = {
      env: { XDG_DATA_DIRS: join(folder, "share") },
      home: join(folder, "home"),
      version: "5.100.0",
      platform: "linux_amd64",
      prefixes: [join(folder, "opt")],
    };
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const unpacked = (mirror: string, version = "5.100.0", platform = "linux_amd64") =>
    mkdirSync(join(folder, mirror, PROVIDER, version, platform), { recursive: true });

  it("finds one a level below a usual prefix", () => {
    unpacked("opt/plugins");
    expect(findProviderMirror(search)).toBe(join(folder, "opt/plugins"));
  });

  it("takes a packed mirror as well", () => {
    mkdirSync(join(folder, "opt/packed", PROVIDER), { recursive: true });
    writeFileSync(join(folder, "opt/packed", PROVIDER, "terraform-provider-aws_5.100.0_linux_amd64.zip"), "");
    expect(findProviderMirror(search)).toBe(join(folder, "opt/packed"));
  });

  it.each([
    ["another version", "5.99.0", "linux_amd64"],
    ["another platform", "5.100.0", "darwin_arm64"],
  ])("leaves out a mirror of %s than the lock file pins", (_, version, platform) => {
    unpacked("opt/plugins", version, platform);
    expect(findProviderMirror(search)).toBeUndefined();
  });

  it("takes any version without a lock file", () => {
    unpacked("opt/plugins", "6.1.0");
    const { version: _, ...unpinned } = search;
    expect(findProviderMirror(unpinned)).toBe(join(folder, "opt/plugins"));
  });

  it("leaves it to Terraform where an implied mirror folder has the provider", () => {
    unpacked("opt/plugins");
    unpacked("home/.terraform.d/plugins");
    expect(findProviderMirror(search)).toBeUndefined();
    expect(hasImpliedMirror(search)).toBe(true);
    expect(hasImpliedMirror({ ...search, version: "1.2.3" })).toBe(false);
    rmSync(join(folder, "home"), { recursive: true });
    unpacked("share/terraform/plugins");
    expect(findProviderMirror(search)).toBeUndefined();
  });

  it("prefers ORGDUTY_PROVIDER_MIRROR to everything", () => {
    unpacked("home/.terraform.d/plugins");
    unpacked("named");
    const env = { ...search.env, ORGDUTY_PROVIDER_MIRROR: join(folder, "named") };
    expect(findProviderMirror({ ...search, env })).toBe(join(folder, "named"));
  });

  it("makes a relative ORGDUTY_PROVIDER_MIRROR absolute, for Terraform runs elsewhere", () => {
    unpacked("named");
    const env = { ...search.env, ORGDUTY_PROVIDER_MIRROR: relative(process.cwd(), join(folder, "named")) };
    expect(findProviderMirror({ ...search, env })).toBe(join(folder, "named"));
  });

  it("rejects an ORGDUTY_PROVIDER_MIRROR without the provider", () => {
    const env = { ...search.env, ORGDUTY_PROVIDER_MIRROR: folder };
    expect(() => findProviderMirror({ ...search, env })).toThrow(/no AWS provider 5\.100\.0 for linux_amd64/);
  });
});
