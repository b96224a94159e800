import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openAccounts } from "../../../cli/accounts/open-accounts";
import { stackList } from "../../../config/stack-list";
import { planAll } from "../../../terraform/plan/plan-all";
import { FakeAws } from "../../support/fake-aws/fake-aws";
import { PasswordProxy } from "../../support/fake-aws/password-proxy";
import { Person } from "../../support/fake-aws/person";
import { TestAuthority } from "../../support/receivers/certificates";
import { TINY_ORGANIZATION } from "../../terraform-runner/support/tiny-config";
import { TinyProject } from "../../terraform-runner/support/tiny-project";

const LOCK_FILE = resolve(__dirname, "../../../examples/acme/.terraform.lock.hcl");
const ROLE = "arn:aws:iam::111111111111:role/R";
const CONFIG = `[profile base]\naws_access_key_id = AKIA222222222222\naws_secret_access_key = s
[profile root]\nrole_arn = ${ROLE}\nsource_profile = base\nmfa_serial = arn:aws:iam::222222222222:mfa/me\n`;

/** A stack that asks AWS who it is. Its provider refuses every account but the one that MFA opens. */
const WHO_AM_I = {
  terraform: { required_providers: { aws: { source: "aws", version: ">= 5.100.0, < 7.0.0" } } },
  provider: {
    aws: [
      { region: "us-east-1", profile: "${var.management_profile}", allowed_account_ids: ["111111111111"] },
    ],
  },
  variable: { management_profile: { type: "string", ephemeral: true, default: "none" } },
  data: { aws_caller_identity: { me: {} } },
};

describe("Terraform behind a proxy that asks for a password, with a company's certificate and an MFA profile", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-behind-"));
  const { HOME = "" } = process.env;
  const person = new Person();
  const project = new TinyProject(["us-east-1"]);
  let aws: FakeAws;
  let proxy: PasswordProxy;
  beforeAll(async () => {
    const authority = new TestAuthority(folder);
    aws = await FakeAws.start(authority.issue("aws", "DNS:*.amazonaws.com,DNS:*.us-east-1.amazonaws.com"));
    proxy = await PasswordProxy.start(aws.port, "me:s3cr@t");
    copyFileSync(LOCK_FILE, join(project.folder, ".terraform.lock.hcl"));
    const network = {
      HTTPS_PROXY: `http://me:s3cr%40t@${proxy.host}`,
      AWS_CA_BUNDLE: authority.ca.certificateFile,
    };
    person.become({ ...network, HOME }, CONFIG);
  });
  afterAll(() => {
    aws.stop();
    proxy.stop();
    person.leave();
    project.remove();
    rmSync(folder, { recursive: true });
  });

  it("plans as the account that orgduty signed in to, with one code for both", async () => {
    project.write({ "us-east-1": WHO_AM_I });
    const access = { management: { profile: "root" }, administrator: { profile: "base" } };
    const organization = { ...TINY_ORGANIZATION, credentials: { plan: access, apply: access } };
    const config = { ...project.config, organizations: { aws: organization } };
    const asked: string[] = [];
    const io = {
      ...{ err: () => undefined, env: process.env, signal: new AbortController().signal, interactive: true },
      ask: async (question: string) => {
        asked.push(question);
        return "123456";
      },
    };
    const accounts = {
      organizations: [organization],
      purpose: "plan",
      mode: { kind: "live" },
      terraform: true,
    } as const;
    const env = await openAccounts(accounts, io as never);
    const before = aws.calls.length;
    const workspace = await project.open({ env, config });
    const stacks = stackList(config).filter(({ name }) => name === "us-east-1");
    const { failures } = await planAll({ ...project.planProps(workspace), stacks });
    expect(failures).toEqual([]);
    expect(asked).toHaveLength(1);
    const byTerraform = aws.calls.slice(before);
    expect(new Set(byTerraform.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(["ASIA111111111111"]));
    expect(new Set(proxy.targets)).toEqual(
      new Set(["sts.us-east-1.amazonaws.com:443", "iam.amazonaws.com:443"]),
    );
  });
});
