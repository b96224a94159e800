import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { handOver } from "../../../cli/accounts/hand-over";
import { Person } from "../../support/fake-aws/person";

const SESSION = { accessKeyId: "ASIA1", secretAccessKey: "secret", sessionToken: "token" };

describe("Sessions for Terraform", () => {
  const person = new Person();
  afterAll(() => person.leave());
  const handed = (config: string, credentials: string, names: readonly string[]) => {
    const files = {
      AWS_CONFIG_FILE: person.write("config", config),
      AWS_SHARED_CREDENTIALS_FILE: person.write("credentials", credentials),
    };
    const env = handOver(
      { ...files, HTTPS_PROXY: "http://p:1" },
      new Map(names.map((name) => [name, SESSION])),
    );
    const text = (name: keyof typeof files) => readFileSync(env[name]!, "utf8");
    return { env, config: text("AWS_CONFIG_FILE"), credentials: text("AWS_SHARED_CREDENTIALS_FILE") };
  };

  it("take a profile's place in both files, and keep all else of it and of the others", () => {
    const { config, credentials, env } = handed(
      "[profile other]\nregion = r\n[profile p]\nca_bundle = /ca\nmfa_serial = m\nrole_arn = a\ns3 =\n  addressing_style = path\n[sso-session s]\nsso_region = x\n",
      "[p]\naws_access_key_id = AKIAOLD\n[other]\naws_access_key_id = AKIAOTHER\n",
      ["p"],
    );
    expect(config).toBe(
      "\n[profile other]\nregion = r\n[sso-session s]\nsso_region = x\n\n[profile p]\nca_bundle = /ca\ns3 =\n  addressing_style = path\naws_access_key_id = ASIA1\naws_secret_access_key = secret\naws_session_token = token\n",
    );
    expect(credentials).toBe("\n[other]\naws_access_key_id = AKIAOTHER\n");
    expect(env.HTTPS_PROXY).toBe("http://p:1");
  });

  it.each(["default", "with space"])("stand for the profile %s too", (name) => {
    const header = name === "default" ? "[default]" : `[profile ${name}]`;
    const { config } = handed(`${header}\nrole_arn = a\n[profile x]\nrole_arn = b\n`, "", [name]);
    expect(config).toContain(`${header}\naws_access_key_id = ASIA1`);
    expect(config).not.toContain("role_arn = a");
    expect(config).toContain("role_arn = b");
  });

  it("are not written if there are none", () => {
    const env = { AWS_CONFIG_FILE: "/mine" };
    expect(handOver(env, new Map())).toBe(env);
  });

  it("are there until the process ends", () => {
    const { env } = handed("", "", ["p"]);
    expect(existsSync(env.AWS_CONFIG_FILE!)).toBe(true);
    const [last] = process.listeners("exit").slice(-1);
    last!(0);
    expect(existsSync(env.AWS_CONFIG_FILE!)).toBe(false);
  });

  it("of an orgduty that was killed go at the next run, and those of one that runs stay", () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    const [left, used] = [pid, process.ppid].map((of) =>
      mkdtempSync(join(tmpdir(), `orgduty-session-${of}-`)),
    );
    handOver({}, new Map());
    expect([left, used].map((folder) => existsSync(folder!))).toEqual([false, true]);
    rmSync(used!, { recursive: true });
  });
});
