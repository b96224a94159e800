import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { makeClient } from "../../../aws-clients/make-client";
import { assumedRole } from "../../../aws-clients/assumed-role";
import { ownSettings, type ClientSettings } from "../../../aws-clients/sign-in";
import { FakeAws } from "../../support/fake-aws/fake-aws";
import { PasswordProxy } from "../../support/fake-aws/password-proxy";
import { Person } from "../../support/fake-aws/person";
import { TestAuthority } from "../../support/receivers/certificates";

const PASSWORD = "s3cr@t/word";
const KEYS = { AWS_ACCESS_KEY_ID: "AKIA111111111111", AWS_SECRET_ACCESS_KEY: "s" };
const NAMES = "*.amazonaws.com,*.us-east-1.amazonaws.com,*.sso.us-east-1.amazonaws.com,sts.us-east-1.api.aws";
const ROLE = "arn:aws:iam::222222222222:role/plan";

/** What STS says of the settings' keys. */
async function account(settings: ClientSettings): Promise<string | undefined> {
  const sts = makeClient(STSClient, settings);
  return sts
    .send(new GetCallerIdentityCommand({}))
    .then(({ Account }) => Account)
    .finally(() => sts.destroy());
}

describe("AWS behind a company's proxy and certificate", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-network-"));
  const person = new Person();
  let authority: TestAuthority;
  let aws: FakeAws;
  let proxy: PasswordProxy;
  let behind: Record<string, string>;
  beforeAll(async () => {
    authority = new TestAuthority(folder);
    const names = NAMES.split(",").map((name) => `DNS:${name}`);
    aws = await FakeAws.start(authority.issue("aws", [...names, "IP:127.0.0.1"].join(",")));
    proxy = await PasswordProxy.start(aws.port, `me:${PASSWORD}`);
    behind = {
      HTTPS_PROXY: `http://me:${encodeURIComponent(PASSWORD)}@${proxy.host}`,
      AWS_CA_BUNDLE: authority.ca.certificateFile,
    };
  });
  beforeEach(() => {
    proxy.targets.length = 0;
    proxy.answer = undefined;
    aws.calls.length = 0;
  });
  afterAll(() => {
    aws.stop();
    proxy.stop();
    person.leave();
    rmSync(folder, { recursive: true });
  });
  const failure = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => "no error",
      (error: Error) => `${error.name}: ${error.message}\n${error.stack}\n${JSON.stringify(error)}`,
    );

  it("is reached with the password, by a client and by the role's STS", async () => {
    person.become({ ...behind, ...KEYS });
    const own = ownSettings(undefined, "us-east-1");
    expect(await account({ ...own, credentials: assumedRole(ROLE, own) })).toBe("222222222222");
    expect(new Set(proxy.targets)).toEqual(new Set(["sts.us-east-1.amazonaws.com:443"]));
    expect(aws.actions).toEqual(["AssumeRole", "GetCallerIdentity"]);
  });

  it("is reached by SSO, by the renewal of its token, and by the chained role's STS", async () => {
    person.become(
      behind,
      `[profile base]\nsso_session = corp\nsso_account_id = 111111111111\nsso_role_name = Admin
[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = us-east-1
[profile chained]\nrole_arn = ${ROLE}\nsource_profile = base\nregion = us-east-1\n`,
    );
    const soon = new Date(Date.now() + 60_000).toISOString();
    const registered = { clientId: "c", clientSecret: "s", refreshToken: "r" };
    person.signInToSso("corp", { accessToken: "old", expiresAt: soon, ...registered });
    expect(await account(ownSettings("chained", "us-east-1"))).toBe("222222222222");
    expect(aws.actions).toEqual(["token", "credentials", "AssumeRole", "GetCallerIdentity"]);
    expect(proxy.targets).toEqual([
      "oidc.us-east-1.amazonaws.com:443",
      "portal.sso.us-east-1.amazonaws.com:443",
      "sts.us-east-1.amazonaws.com:443",
      "sts.us-east-1.amazonaws.com:443",
    ]);
  });

  it("is reached by a web identity of a profile and of the environment", async () => {
    const file = person.write("token", "e30.e30.x");
    person.become(behind, `[profile web]\nrole_arn = ${ROLE}\nweb_identity_token_file = ${file}\n`);
    expect(await account(ownSettings("web", "us-east-1"))).toBe("222222222222");
    person.become({ ...behind, AWS_WEB_IDENTITY_TOKEN_FILE: file, AWS_ROLE_ARN: ROLE });
    expect(await account(ownSettings(undefined, "us-east-1"))).toBe("222222222222");
    expect(proxy.targets).toHaveLength(4);
  });

  it("does not print the password if the proxy wants another", async () => {
    person.become({ ...behind, ...KEYS, HTTPS_PROXY: `http://me:wrong-word@${proxy.host}` });
    const told = await failure(account(ownSettings(undefined, "us-east-1")));
    expect(told).toContain(`the proxy ${proxy.host} (HTTPS_PROXY) refused the connection: 407 Refused`);
    expect(told).toContain("give HTTPS_PROXY the user and the password");
    expect(told).not.toContain("wrong-word");
    expect(aws.calls).toEqual([]);
  });

  it("does not take the proxy's refusal for an answer of AWS", async () => {
    proxy.answer = 403;
    person.become({ ...behind, ...KEYS });
    const told = await failure(account(ownSettings(undefined, "us-east-1")));
    expect(told).toContain("refused the connection: 403 Refused");
    expect(told).toContain("ask who runs the proxy to allow the endpoints of AWS");
    expect(told).not.toContain(PASSWORD);
  });

  it("names the proxy, and no password, if nobody is there", async () => {
    person.become({ ...behind, ...KEYS, HTTPS_PROXY: "http://me:a-word@127.0.0.1:9" });
    const told = await failure(account(ownSettings(undefined, "us-east-1")));
    expect(told).toContain("the proxy 127.0.0.1:9 (HTTPS_PROXY): connect ECONNREFUSED 127.0.0.1:9");
    expect(told).not.toContain("a-word");
  });

  it("is not trusted without the company's certificate", async () => {
    person.become({ ...behind, ...KEYS, AWS_CA_BUNDLE: "" });
    expect(await failure(account(ownSettings(undefined, "us-east-1")))).toMatch(/unable to (verify|get)/);
  });

  it("is trusted by a profile's ca_bundle and by SSL_CERT_FILE", async () => {
    const ca = authority.ca.certificateFile;
    const profile = `[profile corp]\naws_access_key_id = AKIA333333333333\naws_secret_access_key = s\nca_bundle = ${ca}\n`;
    person.become({ ...behind, AWS_CA_BUNDLE: "" }, profile);
    expect(await account(ownSettings("corp", "us-east-1"))).toBe("333333333333");
    person.become({ ...behind, ...KEYS, AWS_CA_BUNDLE: "", SSL_CERT_FILE: ca });
    expect(await account(ownSettings(undefined, "us-east-1"))).toBe("111111111111");
  });

  it("is trusted without a proxy too, and NODE_EXTRA_CA_CERTS counts beside AWS_CA_BUNDLE", async () => {
    const other = new TestAuthority(join(folder, "other")).ca.certificateFile;
    const local = { ...KEYS, AWS_ENDPOINT_URL: `https://127.0.0.1:${aws.port}` };
    person.become({ ...local, AWS_CA_BUNDLE: authority.ca.certificateFile });
    expect(await account(ownSettings(undefined, "us-east-1"))).toBe("111111111111");
    person.become({ ...local, AWS_CA_BUNDLE: other });
    expect(await failure(account(ownSettings(undefined, "us-east-1")))).toMatch(/unable to (verify|get)/);
    person.become({ ...local, AWS_CA_BUNDLE: other, NODE_EXTRA_CA_CERTS: authority.ca.certificateFile });
    expect(await account(ownSettings(undefined, "us-east-1"))).toBe("111111111111");
  });

  it.each([
    ["/nowhere/ca.pem", /AWS_CA_BUNDLE names \/nowhere\/ca.pem, which cannot be read: ENOENT/],
    ["", /holds no certificate in PEM form/],
  ])("rejects the bundle %s", async (given, message) => {
    const AWS_CA_BUNDLE = given || person.write("empty.pem", "DER\n");
    person.become({ ...behind, ...KEYS, AWS_CA_BUNDLE });
    expect(await failure(account(ownSettings(undefined, "us-east-1")))).toMatch(message);
  });

  it("closes one client without closing another", async () => {
    person.become({ ...behind, ...KEYS });
    const settings = ownSettings(undefined, "us-east-1");
    const [one, two] = [makeClient(STSClient, settings), makeClient(STSClient, settings)];
    await Promise.all([one, two].map((client) => client.send(new GetCallerIdentityCommand({}))));
    const asked = two.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "s" }));
    one.destroy();
    expect((await asked).Credentials?.AccessKeyId).toBe("ASIA222222222222");
    two.destroy();
  });

  it("is called by its dual-stack name if AWS_USE_DUALSTACK_ENDPOINT says so", async () => {
    person.become({ ...behind, ...KEYS, AWS_USE_DUALSTACK_ENDPOINT: "true" });
    await account(ownSettings(undefined, "us-east-1"));
    expect(proxy.targets).toEqual(["sts.us-east-1.api.aws:443"]);
  });
});
