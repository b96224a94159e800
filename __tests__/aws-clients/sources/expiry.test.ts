import { expiryOf } from "../../../aws-clients/sources/expiry";
import type { Source, SourceKind } from "../../../aws-clients/sources/source";
import { Person } from "../../support/fake-aws/person";

const KEYS = { accessKeyId: "a", secretAccessKey: "s" };
const AT = "2036-01-01T00:00:00.000Z";
const link = (section: Record<string, string>, name = "p") => ({ name, section });
const source = (kind: SourceKind, ...links: Source["links"]): Source => ({ kind, links });

describe("The end of keys", () => {
  const person = new Person();
  beforeEach(() => person.become());
  afterAll(() => person.leave());
  const end = async (from: Source, expiration?: string) => {
    const expiry = await expiryOf(from, {
      ...KEYS,
      ...(expiration ? { expiration: new Date(expiration) } : {}),
    });
    return expiry && `${expiry.at.toISOString()} ${expiry.fix}`;
  };
  const token = (payload: object) =>
    person.write("token", `e30.${Buffer.from(JSON.stringify(payload)).toString("base64url")}.x`);

  it("is that of a session that was begun with an MFA code", async () => {
    const asks = link({ mfa_serial: "m", role_arn: "r" });
    expect(await end(source("keys", asks, link({})), AT)).toMatch(`${AT} run it again`);
  });

  it("is what the environment says of its keys", async () => {
    expect(await end(source("environment"), AT)).toBe(`${AT} export new keys first`);
    expect(await end(source("environment"))).toBeUndefined();
  });

  it("is what a tool wrote beside a profile's keys", async () => {
    const saml = link({ x_security_token_expires: "2036-01-01T01:00:00+01:00" });
    expect(await end(source("keys", saml))).toMatch(AT);
    expect(await end(source("keys", link({})))).toBeUndefined();
    expect(await end(source("keys", link({ expiration: "soon" })))).toBeUndefined();
  });

  it("is that of an SSO sign-in, unless its token is renewed", async () => {
    person.signInToSso("https://corp", { expiresAt: AT });
    person.signInToSso("renewed", { expiresAt: AT, refreshToken: "r" });
    const legacy = source("SSO", link({ sso_start_url: "https://corp" }));
    expect(await end(legacy, "2027-01-01T00:00:00Z")).toBe(`${AT} aws sso login --profile p`);
    expect(await end(source("SSO", link({ sso_session: "renewed" })))).toBeUndefined();
    expect(await end(source("SSO", link({ sso_session: "unknown" })))).toBeUndefined();
  });

  it("is that of a web identity's token", async () => {
    const file = token({ exp: Date.parse(AT) / 1000 });
    expect(await end(source("web identity", link({ web_identity_token_file: file })))).toMatch(AT);
    process.env.AWS_WEB_IDENTITY_TOKEN_FILE = file;
    expect(await end(source("web identity"))).toMatch(AT);
    process.env.AWS_WEB_IDENTITY_TOKEN_FILE = token({});
    expect(await end(source("web identity"))).toBeUndefined();
  });

  it.each(["container", "instance", "credential_process"] as const)("does not come for %s", async (kind) => {
    expect(await end(source(kind, link({})), AT)).toBeUndefined();
  });
});
