import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { assumedRole } from "../../aws-clients/assumed-role";
import { memberSettings, signIn } from "../../aws-clients/sign-in";
import { acme } from "../support/fleet";

const organization = acme().config.organizations.aws!;

describe("Sign-in", () => {
  it("is by account id at the local AWS, and sends no role there", async () => {
    const enter = signIn({ organization, purpose: "plan", endpoint: "http://127.0.0.1:1" });
    const { credentials, ...others } = enter("management", "eu-west-1");
    expect(others).toEqual({ region: "eu-west-1", endpoint: "http://127.0.0.1:1", maxAttempts: 1 });
    const keys = { accessKeyId: organization.managementAccountId, secretAccessKey: "local" };
    expect(await (credentials as () => Promise<unknown>)()).toEqual(keys);
  });

  it("is by role, with the runner's key, at a local AWS that enforces permissions", async () => {
    const asked: string[] = [];
    const enforcing = createServer((request, response) => {
      if (request.url === "/_local/status") return void response.end(JSON.stringify({ enforces: true }));
      asked.push(/Credential=(\w+)/.exec(request.headers.authorization ?? "")?.[1] ?? "");
      const expiration = new Date(Date.now() + 3_600_000).toISOString();
      response.writeHead(200, { "content-type": "text/xml" }).end(
        `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>of-the-role</AccessKeyId>
        <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${expiration}</Expiration>
        </Credentials></AssumeRoleResult></AssumeRoleResponse>`,
      );
    }).listen(0);
    const endpoint = `http://127.0.0.1:${(enforcing.address() as AddressInfo).port}`;
    const enter = signIn({ organization, purpose: "apply", endpoint });
    const keysIn = (region: string) =>
      (enter("administrator", region).credentials as () => Promise<{ accessKeyId: string }>)();
    expect((await keysIn("eu-west-1")).accessKeyId).toBe("of-the-role");
    await keysIn("us-east-1");
    expect(asked).toEqual(["orgduty"]);
    enforcing.close();
  });

  it("is by profile where the config names one", () => {
    const access = { management: { profile: "m" }, administrator: { profile: "a" } };
    const enter = signIn({
      organization: { ...organization, credentials: { plan: access, apply: access } },
      purpose: "plan",
    });
    expect(enter("administrator", "eu-west-1")).toEqual({
      region: "eu-west-1",
      maxAttempts: 1,
      profile: "a",
      credentials: expect.any(Function),
    });
  });

  it("is with a person's own credentials where the config names none", () => {
    const { credentials: _, ...ambient } = organization;
    const enter = signIn({ organization: ambient, purpose: "plan" });
    expect(enter("management", "eu-west-1")).toEqual({
      region: "eu-west-1",
      maxAttempts: 1,
      credentials: expect.any(Function),
    });
  });

  it("goes into a member as that member, at the local AWS", () => {
    const enter = signIn({ organization, purpose: "apply", endpoint: "http://127.0.0.1:1" });
    const settings = memberSettings({
      ...{ organization, enter, account: "012345678901", roleName: "R", region: "eu-west-1" },
    });
    expect(settings.credentials).toEqual({ accessKeyId: "012345678901", secretAccessKey: "local" });
  });
});

describe("An assumed role", () => {
  let asked = 0;
  let lifeMs = 0;
  const sts = createServer((_, response) => {
    asked += 1;
    const expiration = new Date(Date.now() + lifeMs).toISOString();
    response.writeHead(200, { "content-type": "text/xml" }).end(
      `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>key-${asked}</AccessKeyId>
      <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${expiration}</Expiration>
      </Credentials></AssumeRoleResult></AssumeRoleResponse>`,
    );
  });
  beforeAll(() => new Promise<void>((resolve) => void sts.listen(0, "127.0.0.1", resolve)));
  afterAll(() => sts.close());
  beforeEach(() => (asked = 0));

  function role() {
    const endpoint = `http://127.0.0.1:${(sts.address() as AddressInfo).port}`;
    const credentials = { accessKeyId: "a", secretAccessKey: "b" };
    const settings = { region: "us-east-1", maxAttempts: 1, endpoint, credentials } as const;
    return assumedRole("arn:aws:iam::222222222222:role/plan", settings);
  }

  it("is assumed once, however many clients ask", async () => {
    lifeMs = 3_600_000;
    const credentials = role();
    const all = await Promise.all([credentials(), credentials(), credentials()]);
    expect(new Set(all.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(["key-1"]));
    expect(await credentials()).toMatchObject({ accessKeyId: "key-1", sessionToken: "t" });
  });

  it("is renewed before it expires", async () => {
    lifeMs = 60_000;
    const credentials = role();
    await credentials();
    expect(await credentials()).toMatchObject({ accessKeyId: "key-2" });
  });
});
