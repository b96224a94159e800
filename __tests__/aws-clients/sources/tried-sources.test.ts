import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { rowsOf } from "../../../scripts/generated/page";
import { sourceCredentials } from "../../../aws-clients/sources/source-credentials";
import { FakeAws } from "../../support/fake-aws/fake-aws";
import { Person } from "../../support/fake-aws/person";
import { ROOT } from "../../support/orgduty";
import { answerMfaWith } from "../../../aws-clients/sources/mfa";

const ROLE = (account: string) => `arn:aws:iam::${account}:role/R`;
const KEYS = { AWS_ACCESS_KEY_ID: "AKIA000000000001", AWS_SECRET_ACCESS_KEY: "s" };
const LATER = () => new Date(Date.now() + 3_600_000).toISOString();

/** What a person has set up for one row of the page, and the account that is opened with it. */
interface Case {
  /** The first cell of the row in docs/credentials.md. */
  readonly row: string;
  readonly env?: (url: string, person: Person) => Record<string, string>;
  readonly config?: (person: Person) => string;
  readonly profile?: string;
  readonly opens: string;
  /** What was asked of AWS. */
  readonly asked: readonly string[];
}

const CASES: readonly Case[] = [
  {
    row: "keys in the environment",
    env: () => ({ ...KEYS, AWS_PROFILE: "p" }),
    config: keys,
    opens: "000000000001",
    asked: [],
  },
  {
    row: "a web identity in the environment",
    env: () => ({ AWS_ROLE_ARN: ROLE("000000000002"), AWS_WEB_IDENTITY_TOKEN_FILE: __filename }),
    config: () => "[default]\naws_access_key_id = AKIA999999999999\naws_secret_access_key = s\n",
    opens: "000000000002",
    asked: ["AssumeRoleWithWebIdentity"],
  },
  {
    row: "a profile with keys",
    env: () => KEYS,
    config: keys,
    profile: "p",
    opens: "000000000003",
    asked: [],
  },
  {
    row: "a profile with an SSO session",
    config: (person) => {
      person.signInToSso("corp", { accessToken: "a", expiresAt: LATER() });
      return `[profile p]\nsso_session = corp\nsso_account_id = 000000000004\nsso_role_name = R
[sso-session corp]\nsso_start_url = https://corp\nsso_region = us-east-1\n`;
    },
    profile: "p",
    opens: "000000000004",
    asked: ["credentials"],
  },
  {
    row: "a profile with an SSO start page",
    config: (person) => {
      person.signInToSso("https://corp", { accessToken: "a", expiresAt: LATER() });
      return "[profile p]\nsso_start_url = https://corp\nsso_region = us-east-1\nsso_account_id = 000000000005\nsso_role_name = R\n";
    },
    profile: "p",
    opens: "000000000005",
    asked: ["credentials"],
  },
  {
    row: "a profile with a process",
    config: () =>
      `[profile p]\ncredential_process = printf '{"Version":1,"AccessKeyId":"AKIA000000000006","SecretAccessKey":"s"}'\n`,
    profile: "p",
    opens: "000000000006",
    asked: [],
  },
  {
    row: "a profile with a web identity",
    config: () =>
      `[profile p]\nrole_arn = ${ROLE("000000000007")}\nweb_identity_token_file = ${__filename}\n`,
    profile: "p",
    opens: "000000000007",
    asked: ["AssumeRoleWithWebIdentity"],
  },
  {
    row: "a profile of `aws login`",
    env: (_, person) => ({ AWS_LOGIN_CACHE_DIRECTORY: person.home }),
    config: loggedIn,
    profile: "p",
    opens: "000000000008",
    asked: [],
  },
  {
    row: "a profile with a role and a source profile",
    config: (person) =>
      `[profile top]\nrole_arn = ${ROLE("000000000009")}\nsource_profile = middle
[profile middle]\nrole_arn = ${ROLE("000000000010")}\nsource_profile = p\n${keys(person)}`,
    profile: "top",
    opens: "000000000009",
    asked: ["AssumeRole", "AssumeRole"],
  },
  {
    row: "a profile with a role and an MFA device",
    config: (person) =>
      `[profile top]\nrole_arn = ${ROLE("000000000011")}\nsource_profile = p\nmfa_serial = arn:aws:iam::000000000003:mfa/me\n${keys(person)}`,
    profile: "top",
    opens: "000000000011",
    asked: ["AssumeRole"],
  },
  {
    row: "a profile with a role and a credential source",
    env: () => KEYS,
    config: () => `[profile top]\nrole_arn = ${ROLE("000000000012")}\ncredential_source = Environment\n`,
    profile: "top",
    opens: "000000000012",
    asked: ["AssumeRole"],
  },
  {
    row: "a container's role",
    env: (url) => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/container` }),
    opens: "000000000013",
    asked: ["container"],
  },
  {
    row: "an EC2 instance's role",
    env: (url) => ({ AWS_EC2_METADATA_DISABLED: "", AWS_EC2_METADATA_SERVICE_ENDPOINT: url }),
    opens: "000000000014",
    asked: ["token", "", "instance-role"],
  },
];

function keys(_: Person): string {
  return "[profile p]\naws_access_key_id = AKIA000000000003\naws_secret_access_key = s\n";
}

function loggedIn(person: Person): string {
  const session = ["accessKeyId", "secretAccessKey", "sessionToken"].map((name) => [
    name,
    "AKIA000000000008",
  ]);
  const accessToken = { ...Object.fromEntries(session), accountId: "000000000008", expiresAt: LATER() };
  const name = createHash("sha256").update("me").digest("hex");
  const token = { accessToken, clientId: "c", refreshToken: "r", dpopKey: "k" };
  writeFileSync(join(person.home, `${name}.json`), JSON.stringify(token));
  return "[profile p]\nlogin_session = me\n";
}

describe("Sources of credentials", () => {
  const person = new Person();
  let aws: FakeAws;
  beforeAll(async () => {
    aws = await FakeAws.start();
  });
  afterAll(() => {
    aws.stop();
    person.leave();
  });

  it.each(CASES)("are tried: $row", async ({ env, config, profile, opens, asked }) => {
    aws.calls.length = 0;
    const text = config?.(person) ?? "";
    person.become({ AWS_ENDPOINT_URL: aws.url, ...env?.(aws.url, person) }, text);
    answerMfaWith(() => Promise.resolve("123456"));
    const { accessKeyId } = await sourceCredentials(profile, "us-east-1")();
    expect(accessKeyId.slice(-12)).toBe(opens);
    expect(aws.actions).toEqual(asked);
  });

  it("are all on the page, in this order of the table", () => {
    const page = readFileSync(resolve(ROOT, "docs/credentials.md"), "utf8");
    expect(rowsOf(page, "source").map(([source]) => source!.trim())).toEqual(CASES.map(({ row }) => row));
  });
});
