import { synthEnvironment, terraformEnvironment } from "../../../terraform/engine/environment";
import type { RunMode } from "../../../terraform/engine/run-mode";

const person = {
  PATH: "/bin",
  AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
  AWS_PROFILE: "production",
  AWS_CA_BUNDLE: "/ca.pem",
  TF_VAR_management_role_arn: "arn:mine",
  TF_CLI_ARGS_plan: "-target=x",
  TF_DATA_DIR: "/elsewhere",
  TF_WORKSPACE: "other",
  TF_REATTACH_PROVIDERS: "{}",
  TF_AWS_DEFAULT_TAGS_team: "mine",
  TF_AWS_IGNORE_TAGS_KEYS: "owner",
  TF_CLI_CONFIG_FILE: "/missing/terraform.rc",
};
const environment = (mode: RunMode, variables = {}) =>
  terraformEnvironment({ person, mode, installation: { pluginCacheFolder: "/cache" }, variables });

describe("terraformEnvironment", () => {
  it.each<RunMode>([{ kind: "offline" }, { kind: "local", endpoint: "http://127.0.0.1:1" }])(
    "hides every credential of the person's: $kind",
    (mode) => {
      const env = environment(mode);
      expect(env).toMatchObject({ AWS_ACCESS_KEY_ID: "orgduty", AWS_CONFIG_FILE: "/dev/null" });
      expect(Object.keys(env)).not.toContain("AWS_PROFILE");
      expect(Object.keys(env)).not.toContain("AWS_CA_BUNDLE");
    },
  );

  it("leaves proxies, certificates and endpoints to a live run, and proxies to every init", () => {
    const network = {
      ...{ HTTPS_PROXY: "http://p:1", no_proxy: "x", SSL_CERT_FILE: "/ca", AWS_CA_BUNDLE: "/ca" },
      ...{
        AWS_ENDPOINT_URL_STS: "https://sts",
        AWS_USE_FIPS_ENDPOINT: "true",
        AWS_USE_DUALSTACK_ENDPOINT: "true",
      },
    };
    const of = (mode: RunMode) =>
      terraformEnvironment({ person: network, mode, installation: {}, variables: {} });
    expect(of({ kind: "live" })).toMatchObject(network);
    expect(of({ kind: "offline" })).toMatchObject({ HTTPS_PROXY: "http://p:1", no_proxy: "x" });
  });

  it("leaves the person's credentials to a live run", () => {
    expect(environment({ kind: "live" })).toMatchObject({
      AWS_PROFILE: "production",
      AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
    });
  });

  it.each<RunMode>([
    { kind: "offline" },
    { kind: "local", endpoint: "http://127.0.0.1:1" },
    { kind: "live" },
  ])("drops what would change a plan unseen: $kind", (mode) => {
    const names = Object.keys(environment(mode));
    expect(names.filter((name) => /^TF_(VAR|AWS|CLI|DATA|WORK|REATTACH)/.test(name))).toEqual([]);
  });

  it("hands variables, the plugin cache and the collector's setting to Terraform", () => {
    expect(environment({ kind: "live" }, { administrator_role_arn: "arn:role" })).toMatchObject({
      TF_VAR_administrator_role_arn: "arn:role",
      TF_PLUGIN_CACHE_DIR: "/cache",
      GOGC: "800",
      TF_IN_AUTOMATION: "1",
      CHECKPOINT_DISABLE: "1",
    });
  });

  it("sends no loopback request through a proxy", () => {
    expect(environment({ kind: "local", endpoint: "http://127.0.0.1:1" })).toMatchObject({ NO_PROXY: "*" });
    expect(environment({ kind: "live" })).not.toHaveProperty("NO_PROXY");
  });
});

describe("synthEnvironment", () => {
  it("keeps AWS, Terraform and cdktf settings from what is synthesized", () => {
    expect(synthEnvironment({ ...person, CDKTF_CONTEXT_JSON: "{}" })).toEqual({ PATH: "/bin" });
  });
});
