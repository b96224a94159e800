import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openAccounts, type AccountsProps } from "../../../cli/accounts/open-accounts";
import type { AccountAccess, OrganizationConfig } from "../../../config/config";
import { FakeAws } from "../../support/fake-aws/fake-aws";
import { Person } from "../../support/fake-aws/person";
import { acme } from "../../support/fleet";

const ROLE = (account: string) => `arn:aws:iam::${account}:role/R`;
const KEYS = { AWS_ACCESS_KEY_ID: "AKIA222222222222", AWS_SECRET_ACCESS_KEY: "s" };
const BASE = "[profile base]\naws_access_key_id = AKIA222222222222\naws_secret_access_key = s\n";
const MFA = `${BASE}[profile root]\nregion = eu-west-1\nrole_arn = ${ROLE("111111111111")}\nsource_profile = base\nmfa_serial = arn:aws:iam::222222222222:mfa/me\n`;

describe("The accounts that a command works in", () => {
  const person = new Person();
  const { aws: acmeAws } = acme().config.organizations;
  let aws: FakeAws;
  let said: string[];
  beforeAll(async () => {
    aws = await FakeAws.start();
  });
  beforeEach(() => {
    said = [];
    aws.calls.length = 0;
    aws.lifeMs = 3_600_000;
  });
  afterAll(() => {
    aws.stop();
    person.leave();
  });

  function organization(access: AccountAccess): OrganizationConfig {
    return { ...acmeAws!, state: "local", credentials: { plan: access, apply: access } };
  }
  const roles = organization({
    management: { roleArn: ROLE("111111111111") },
    administrator: { roleArn: ROLE("222222222222") },
  });
  const profiles = organization({ management: { profile: "root" }, administrator: { profile: "base" } });

  /** Opens accounts as a person with an environment and an AWS config. */
  async function opened(props: Partial<AccountsProps>, env = {}, config = "", code?: string) {
    person.become({ AWS_ENDPOINT_URL: aws.url, ...env }, config);
    const { signal } = new AbortController();
    const asking = { interactive: code !== undefined, ask: () => Promise.resolve(code ?? "") };
    const io = { err: (text: string) => said.push(text), env: process.env, signal, ...asking };
    const live = { organizations: [roles], purpose: "plan", mode: { kind: "live" } } as const;
    return openAccounts({ ...live, ...props }, io as never);
  }

  it("are named first, with their aliases", async () => {
    expect(await opened({}, KEYS)).toBe(process.env);
    expect(said).toEqual([
      "signed in to aws to plan: management 111111111111 (alias-111111111111, as expected); administrator 222222222222 (alias-222222222222, as expected)",
    ]);
  });

  it.each([{ kind: "offline" }, { kind: "local", endpoint: "http://127.0.0.1:9" }] as const)(
    "are not asked in a run that is %j",
    async (mode) => {
      expect(await opened({ mode })).toBe(process.env);
      expect([said, aws.calls]).toEqual([[], []]);
    },
  );

  it("refuse a run if one is another, with every fix at once", async () => {
    const config = `${BASE}[profile root]\naws_access_key_id = AKIA333333333333\naws_secret_access_key = s\n`;
    const wrong = organization({ management: { profile: "root" }, administrator: { profile: "absent" } });
    await expect(opened({ organizations: [wrong] }, {}, config)).rejects.toThrow(
      /^2 accounts cannot be worked in as the config says:\n {2}organizations\.aws\.credentials\.plan\.management: wrong account: 333333333333 [^]*expects 111111111111\n {4}fix: .*\n {2}organizations\.aws\.credentials\.plan\.administrator: there is no profile "absent"[^]*$/,
    );
  });

  it("are listed together if they have one cause", async () => {
    await expect(opened({})).rejects.toThrow(
      /^organizations\.aws\.credentials\.plan\.management, organizations\.aws\.credentials\.plan\.administrator: no credentials were found.*\n {2}fix: .*$/,
    );
  });

  it("may stay closed in part for a command that says so itself", async () => {
    const half = organization({ management: { profile: "absent" }, administrator: { profile: "base" } });
    await opened({ organizations: [half], partly: true }, {}, BASE);
    expect(said[0]).toContain("administrator 222222222222");
    expect(said[1]).toMatch(
      /^organizations\.aws\.credentials\.plan\.management: there is no profile "absent"/,
    );
    await expect(
      opened({ organizations: [half], partly: true, only: ["management"] }, {}, BASE),
    ).rejects.toThrow();
  });

  it("with the state's bucket include who opens it, of whom nothing is expected", async () => {
    const s3 = { bucket: "b", region: "us-east-1", keyPrefix: "k", profile: "base" };
    await opened({ organizations: [{ ...roles, state: { s3 } }], only: ["state"] }, {}, BASE);
    expect(said).toEqual(["signed in to aws to plan: states as 222222222222 (alias-222222222222)"]);
  });

  it("hand Terraform the session that was begun with an MFA code, in files of this person only", async () => {
    const env = await opened({ organizations: [profiles], terraform: true }, {}, MFA, "123456");
    const text = readFileSync(env.AWS_CONFIG_FILE!, "utf8");
    expect(text).toContain("[profile root]\nregion = eu-west-1\naws_access_key_id = ASIA111111111111\n");
    expect(text).toContain(BASE);
    expect(text).not.toMatch(/mfa_serial|role_arn/);
    expect(statSync(env.AWS_CONFIG_FILE!).mode & 0o777).toBe(0o600);
    expect(env.AWS_CONFIG_FILE).not.toBe(process.env.AWS_CONFIG_FILE);
    expect(said.join("\n")).not.toContain("ASIA");
  });

  it("refuse MFA without a terminal before anything is done", async () => {
    await expect(opened({ organizations: [profiles], terraform: true }, {}, MFA)).rejects.toThrow(
      /plan\.management: the profile root asks for a code of the MFA device .*, and there is no terminal to ask on\n/,
    );
  });

  it("of `aws login` are refused where Terraform needs them, with the profile to add, and open elsewhere", async () => {
    const session = { accessKeyId: "ASIA111111111111", secretAccessKey: "s", sessionToken: "t" };
    const accessToken = { ...session, accountId: "1", expiresAt: "2036-01-01T00:00:00Z" };
    const name = createHash("sha256").update("me").digest("hex");
    const token = { accessToken, clientId: "c", refreshToken: "r", dpopKey: "k" };
    writeFileSync(join(person.home, `${name}.json`), JSON.stringify(token));
    const env = { AWS_LOGIN_CACHE_DIRECTORY: person.home };
    const config = `${BASE}[profile root]\nlogin_session = me\n`;
    await opened({ organizations: [profiles] }, env, config);
    expect(said[0]).toContain("management 111111111111");
    await expect(opened({ organizations: [profiles], terraform: true }, env, config)).rejects.toThrow(
      /the profile root is signed in by `aws login`, which Terraform's provider does not know\n +fix: add a profile with credential_process = aws configure export-credentials --profile root --format process/,
    );
  });

  it("leave Terraform the person's own files if nobody asks for a code", async () => {
    expect(await opened({ terraform: true }, KEYS)).toBe(process.env);
  });

  it("are named if their keys end before a long run would", async () => {
    aws.lifeMs = 40 * 60_000;
    await opened({ organizations: [profiles], long: "apply" }, {}, MFA, "123456");
    expect(said.at(-1)).toMatch(
      /^the profile root by way of base \(keys\) ends at \d{4}-\d\d-\d\d \d\d:\d\d UTC, in (39|40) minutes; apply may take longer, and would stop in the middle\n {2}fix: run it again then/,
    );
    aws.lifeMs = 2 * 3_600_000;
    said = [];
    await opened({ organizations: [profiles], long: "apply" }, {}, MFA, "123456");
    expect(said).toHaveLength(1);
  });
});
