import type { Door } from "../../../aws-clients/identity/doors";
import { openDoor } from "../../../aws-clients/identity/open-door";
import { whoAmI } from "../../../aws-clients/identity/who-am-i";
import { ownSettings } from "../../../aws-clients/sign-in";
import { answerMfaWith } from "../../../aws-clients/sources/mfa";
import { FakeAws, type Refusal } from "../../support/fake-aws/fake-aws";
import { Person } from "../../support/fake-aws/person";

const ROLE = "arn:aws:iam::111111111111:role/plan";
const KEYS = { AWS_ACCESS_KEY_ID: "AKIA222222222222", AWS_SECRET_ACCESS_KEY: "s" };
const SSO = `[profile corp]\nsso_session = s\nsso_account_id = 111111111111\nsso_role_name = Admin
[sso-session s]\nsso_start_url = https://corp\nsso_region = us-east-1
[profile prod]\nrole_arn = ${ROLE}\nsource_profile = corp\n`;
const MFA = `[profile base]\naws_access_key_id = AKIA222222222222\naws_secret_access_key = s
[profile prod]\nrole_arn = ${ROLE}\nsource_profile = base\nmfa_serial = arn:aws:iam::222222222222:mfa/me\n`;
const WEB = (file: string) => `[profile prod]\nrole_arn = ${ROLE}\nweb_identity_token_file = ${file}\n`;
const PROCESS = (command: string) => `[profile prod]\ncredential_process = ${command}\n`;
const PROFILE = { profile: "prod" };
const EXPIRED = { accessToken: "a", expiresAt: "2020-01-01T00:00:00Z" };
const VALID = { accessToken: "a", expiresAt: "2036-01-01T00:00:00Z" };

function door(way?: Door["way"]): Door {
  return {
    ...{ partition: "aws", account: "management", expected: "111111111111", region: "us-east-1" },
    ...{
      expectedBy: "organizations.aws.managementAccountId",
      key: "organizations.aws.credentials.plan.management",
    },
    ...(way ? { way } : {}),
  };
}

describe("A door of the config", () => {
  const person = new Person();
  let aws: FakeAws;
  beforeAll(async () => {
    aws = await FakeAws.start();
  });
  beforeEach(() => {
    aws.calls.length = 0;
    aws.refuse = () => undefined;
    aws.clockMs = 0;
  });
  afterAll(() => {
    aws.stop();
    person.leave();
  });
  const become = (env = {}, config = "") => person.become({ AWS_ENDPOINT_URL: aws.url, ...env }, config);
  /** What AWS refuses of an action. */
  const refuse = (action: string, refusal: Refusal) => {
    aws.refuse = (call) => (call.action === action ? refusal : undefined);
  };
  async function problem(way?: Door["way"]): Promise<string> {
    const opened = await openDoor(door(way));
    return "problem" in opened ? `${opened.problem.what}\nfix: ${opened.problem.fix}` : "open";
  }

  it("says whose account it opens, by its alias, with what", async () => {
    become(KEYS);
    expect(await openDoor(door({ roleArn: ROLE }))).toMatchObject({
      identity: { accountId: "111111111111", alias: "alias-111111111111" },
      source: { kind: "environment" },
    });
  });

  it("says it without the alias if that may not be read", async () => {
    become(KEYS);
    refuse("ListAccountAliases", { code: "AccessDenied", message: "no", status: 403 });
    expect(await openDoor(door({ roleArn: ROLE }))).not.toHaveProperty("identity.alias");
  });

  it("rejects another account, with who it is and what was expected by which key", async () => {
    become(KEYS);
    expect(await problem()).toBe(
      "wrong account: 222222222222 (alias-222222222222) as arn:aws:sts::222222222222:assumed-role/R/s; organizations.aws.managementAccountId expects 111111111111\n" +
        "fix: sign in to that account, or give this organization credentials: it must open 111111111111",
    );
    become({}, "[profile prod]\naws_access_key_id = AKIA333333333333\naws_secret_access_key = s\n");
    expect(await problem(PROFILE)).toMatch(
      /^wrong account: 333333333333 [^]*fix: correct organizations\.aws\.credentials\.plan\.management: it must open 111111111111$/,
    );
  });

  it("rejects a missing profile with the nearest of those there are", async () => {
    become({}, "[profile prodd]\nregion = us-east-1\n[profile dev]\nregion = us-east-1\n");
    expect(await problem(PROFILE)).toMatch(
      /^there is no profile "prod" in [^]*\nfix: did you mean "prodd"\?; there are prodd, dev$/,
    );
    become({ AWS_PROFILE: "elsewhere", ...KEYS }, "[profile dev]\nregion = us-east-1\n");
    expect(await problem()).toMatch(
      /^there is no profile "elsewhere" in [^]*; AWS_PROFILE names it\nfix: choose one of dev$/,
    );
  });

  it("rejects a missing source profile and a circle of them", async () => {
    become(
      {},
      `[profile prod]\nrole_arn = ${ROLE}\nsource_profile = bse\n[profile base]\nregion = us-east-1\n`,
    );
    expect(await problem(PROFILE)).toMatch(
      /no profile "bse" in [^]*source_profile of the profile "prod" names it\nfix: did you mean "base"/,
    );
    become(
      {},
      `[profile prod]\nrole_arn = ${ROLE}\nsource_profile = b\n[profile b]\nrole_arn = ${ROLE}\nsource_profile = prod\n`,
    );
    expect(await problem(PROFILE)).toMatch(
      /^the profiles name each other as source_profile: prod -> b -> prod\n/,
    );
  });

  it.each([
    ["has expired", EXPIRED],
    ["was never begun", undefined],
  ])("rejects an SSO session that %s with the very command", async (_, token) => {
    become({}, SSO);
    person.signInToSso("s", token ?? {});
    const said =
      "the SSO session of the profile corp has expired or was never begun\nfix: aws sso login --profile corp";
    expect(await problem(PROFILE)).toBe(said);
  });

  it("rejects an SSO session that was ended elsewhere, and a role that nobody was given", async () => {
    become({}, SSO);
    person.signInToSso("s", VALID);
    refuse("credentials", {
      code: "UnauthorizedException",
      message: "Session token not found or invalid",
      status: 401,
    });
    expect(await problem(PROFILE)).toMatch(/fix: aws sso login --profile corp$/);
    become({}, SSO);
    refuse("credentials", { code: "ForbiddenException", message: "No access", status: 403 });
    expect(await problem(PROFILE)).toMatch(
      /^IAM Identity Center does not give this person Admin in 111111111111 \(the profile corp\)/,
    );
  });

  it("does not take a refused role behind SSO for an expired session", async () => {
    become({}, SSO);
    person.signInToSso("s", VALID);
    const message = `User: arn:aws:sts::1:assumed-role/AWSReservedSSO_X/me is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`;
    refuse("AssumeRole", { code: "AccessDenied", message, status: 403 });
    expect(await problem(PROFILE)).toMatch(
      /^arn:aws:sts::1:assumed-role\/AWSReservedSSO_X\/me may not assume arn:aws:iam::111111111111:role\/plan\nfix: the role may not exist; else allow it sts:AssumeRole/,
    );
  });

  it("does not take a refused role behind a web identity for a refused token", async () => {
    const token = person.write("token", "e30.e30.x");
    const web = `[profile web]\nrole_arn = arn:aws:iam::222222222222:role/W\nweb_identity_token_file = ${token}\n`;
    become({}, `${web}[profile prod]\nrole_arn = ${ROLE}\nsource_profile = web\n`);
    const message = `User: arn:aws:sts::2:assumed-role/W/s is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`;
    refuse("AssumeRole", { code: "AccessDenied", message, status: 403 });
    expect(await problem(PROFILE)).toMatch(
      /^arn:aws:sts::2:assumed-role\/W\/s may not assume arn:aws:iam::111111111111:role\/plan\n/,
    );
  });

  it("asks for one MFA code after the other, and for the next one of the same device", async () => {
    become(
      {},
      MFA +
        MFA.replace("[profile base]", "[profile other-base]").replace("[profile prod]", "[profile prod2]"),
    );
    const said: string[] = [];
    answerMfaWith(async (question) => {
      said.push(question);
      await new Promise((resolve) => setTimeout(resolve, 20));
      said.push("answered");
      return "123456";
    });
    expect(await Promise.all([problem(PROFILE), problem({ profile: "prod2" })])).toEqual(["open", "open"]);
    expect(said).toEqual([
      expect.stringContaining("for the profile prod"),
      "answered",
      expect.stringMatching(/for the profile prod2 \(the next one: AWS takes each code once\): $/),
      "answered",
    ]);
  });

  it("asks for an MFA code at a terminal, once for all who need it", async () => {
    become({}, MFA);
    const asked: string[] = [];
    answerMfaWith(async (question) => {
      asked.push(question);
      return "123456";
    });
    expect(await Promise.all([problem(PROFILE), problem(PROFILE)])).toEqual(["open", "open"]);
    expect(asked).toEqual(["MFA code of arn:aws:iam::222222222222:mfa/me for the profile prod: "]);
    const { form } = aws.calls.find(({ action }) => action === "AssumeRole")!;
    expect([form.get("SerialNumber"), form.get("TokenCode")]).toEqual([
      "arn:aws:iam::222222222222:mfa/me",
      "123456",
    ]);
  });

  it("refuses MFA without a terminal, and a code that is none or that AWS does not take", async () => {
    become({}, MFA);
    expect(await problem(PROFILE)).toMatch(
      /^the profile prod asks for a code of the MFA device arn:aws:iam::222222222222:mfa\/me, and there is no terminal to ask on\nfix: run it at a terminal/,
    );
    answerMfaWith(() => Promise.resolve("12"));
    expect(await problem(PROFILE)).toMatch(/^an MFA code is six digits\n/);
    answerMfaWith(() => Promise.resolve("123456"));
    const message = "MultiFactorAuthentication failed with invalid MFA one time pass code.";
    refuse("AssumeRole", { code: "AccessDenied", message, status: 403 });
    expect(await problem(PROFILE)).toMatch(
      /^AWS did not take the MFA code of arn:aws:iam::222222222222:mfa\/me\nfix: .*next code/,
    );
  });

  it("rejects a process that fails without what it printed and was called with", async () => {
    become({}, PROCESS(`sh -c "echo certificate canary >&2; exit 1" --password hunter2`));
    expect(await problem(PROFILE)).toBe(
      "credential_process of the profile prod (sh) failed\nfix: run the command of that profile by hand: aws sts get-caller-identity --profile prod shows what it says",
    );
    become({}, PROCESS("echo hunter2"));
    expect(await problem(PROFILE)).toMatch(
      /^credential_process of the profile prod \(echo\) returned invalid JSON\n/,
    );
  });

  it("rejects a web identity whose token is missing, over, or not trusted", async () => {
    become({}, WEB("/nowhere/token"));
    expect(await problem(PROFILE)).toMatch(
      /^the web identity's token \/nowhere\/token cannot be read: ENOENT\n/,
    );
    const file = person.write("token", "e30.e30.x");
    become({}, WEB(file));
    refuse("AssumeRoleWithWebIdentity", { code: "ExpiredTokenException", message: "Token expired" });
    expect(await problem(PROFILE)).toMatch(
      /^the web identity's token .*token has expired\nfix: have the pipeline write/,
    );
    const message = "Not authorized to perform sts:AssumeRoleWithWebIdentity";
    refuse("AssumeRoleWithWebIdentity", { code: "AccessDenied", message, status: 403 });
    become({ AWS_WEB_IDENTITY_TOKEN_FILE: file, AWS_ROLE_ARN: ROLE });
    expect(await problem()).toMatch(
      /^AWS did not let the token .*token assume arn:aws:iam::111111111111:role\/plan\nfix: .*`aud`/,
    );
  });

  it("rejects keys that have expired, that AWS does not know, or whose secret is another", async () => {
    const said = async (code: string) => {
      refuse("GetCallerIdentity", { code, message: "the message of AWS", status: 403 });
      return problem();
    };
    become(KEYS);
    expect(await said("ExpiredToken")).toMatch(
      /^the session keys of AWS_ACCESS_KEY_ID in the environment have expired\nfix: get new ones and export/,
    );
    expect(await said("InvalidClientTokenId")).toMatch(
      /^AWS does not know the access key of AWS_ACCESS_KEY_ID in the environment\n/,
    );
    expect(await said("SignatureDoesNotMatch")).toMatch(
      /^AWS does not accept the signature of AWS_ACCESS_KEY_ID in the environment\n/,
    );
  });

  it("rejects a clock that AWS does not accept, and says by how much", async () => {
    become(KEYS);
    aws.clockMs = 17 * 60_000;
    refuse("AssumeRole", { code: "RequestTimeTooSkewed", message: "too far", status: 403 });
    expect(await problem({ roleArn: ROLE })).toMatch(
      /^this machine's clock is not AWS's[^]*\nfix: set the clock/,
    );
    aws.refuse = () => undefined;
    expect(await problem()).toMatch(
      /^this machine's clock is 17 minutes behind AWS's, which refuses more than 5\nfix: set the clock/,
    );
  });

  it("knows by how much a clock is off that AWS accepts", async () => {
    become(KEYS);
    aws.clockMs = 2 * 60_000;
    const { clockMs = 0 } = await whoAmI(ownSettings(undefined, "eu-west-1"));
    expect(Math.abs(clockMs - 2 * 60_000)).toBeLessThan(30_000);
  });

  it("rejects an endpoint without a scheme, by what names it", async () => {
    become({ ...KEYS, AWS_ENDPOINT_URL: "sts.example.com" });
    expect(await problem()).toMatch(
      /^AWS_ENDPOINT_URL holds no URL of an endpoint\nfix: write it with its scheme/,
    );
    const section = "aws_access_key_id = AKIA\naws_secret_access_key = s\nendpoint_url = host";
    become({ AWS_ENDPOINT_URL: "" }, `[profile prod]\n${section}\n`);
    expect(await problem(PROFILE)).toMatch(/^endpoint_url of the profile holds no URL of an endpoint\n/);
  });

  it("rejects half a key, and AWS files that cannot be read", async () => {
    become({}, "[profile prod]\naws_access_key_id = AKIA222222222222\n");
    expect(await problem(PROFILE)).toMatch(
      /^the profile prod has an aws_access_key_id and no aws_secret_access_key\n/,
    );
    become({ AWS_CONFIG_FILE: person.home });
    expect(await problem(PROFILE)).toMatch(/^\/\S+ cannot be read: EISDIR\nfix: it has to be a file/);
  });

  it("rejects a person without any credentials, and a network without AWS", async () => {
    become();
    expect(await problem()).toMatch(
      /^no credentials were found: none in the environment, [^]*\nfix: name a profile: export AWS_PROFILE=NAME/,
    );
    become({ ...KEYS, AWS_ENDPOINT_URL: "http://127.0.0.1:9" });
    expect(await problem()).toMatch(
      /^AWS was not reached: [^]*ECONNREFUSED 127\.0\.0\.1:9\nfix: check the network; a company's proxy is named by HTTPS_PROXY/,
    );
    become({}, "[profile prod]\nregion = us-east-1\n");
    expect(await problem(PROFILE)).toMatch(
      /^the profile prod holds no way to keys, and this machine has no role\n/,
    );
  });
});
