import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { stackList, type StackEntry } from "../../config/stack-list";
import { applyAll } from "../../terraform/apply/apply-all";
import { planAll } from "../../terraform/plan/plan-all";
import type { WorkspaceProps } from "../../terraform/engine/workspace";
import { TinyProject } from "../terraform-runner/support/tiny-project";
import { TINY_ORGANIZATION } from "../terraform-runner/support/tiny-config";

const LOCK_FILE = resolve(__dirname, "../../examples/acme/.terraform.lock.hcl");
const AWS = { required_providers: { aws: { source: "aws", version: ">= 5.100.0, < 7.0.0" } } };
const roleArn = (name: string) => `arn:aws:iam::111111111111:role/${name}`;

/** A stack that asks AWS who it is, when it is planned and again when it is applied. */
const WHO_AM_I = {
  terraform: AWS,
  provider: {
    aws: [
      { alias: "management", region: "us-east-1", assume_role: [{ role_arn: "${var.management_role_arn}" }] },
    ],
  },
  variable: { management_role_arn: { type: "string", ephemeral: true, default: roleArn("apply") } },
  resource: { terraform_data: { first: { input: "x" } } },
  data: {
    aws_caller_identity: {
      now: { provider: "aws.management" },
      later: { provider: "aws.management", depends_on: ["terraform_data.first"] },
    },
  },
};

describe("roles for planning and for applying", () => {
  const project = new TinyProject(["us-east-1"]);
  const assumed: string[] = [];
  let sts: Server;
  beforeAll(async () => {
    copyFileSync(LOCK_FILE, join(project.folder, ".terraform.lock.hcl"));
    sts = recordingSts(assumed);
    await new Promise<void>((ready) => sts.listen(0, "127.0.0.1", ready));
  });
  afterAll(() => {
    sts.close();
    project.remove();
  });

  it("assumes the plan's role when it plans and the apply's when it applies the same plan", async () => {
    project.write({ "us-east-1": WHO_AM_I });
    const endpoint = `http://127.0.0.1:${(sts.address() as AddressInfo).port}`;
    const access = (name: string) => ({
      management: { roleArn: roleArn(name) },
      administrator: { roleArn: "unused" },
    });
    const credentials = { plan: access("plan"), apply: access("apply") };
    const config = { ...project.config, organizations: { aws: { ...TINY_ORGANIZATION, credentials } } };
    const workspace = await project.open({ mode: { kind: "local", endpoint }, config });
    const { manifest, failures } = await planAll({
      ...project.planProps(workspace),
      stacks: [stack(project)],
    });
    expect(failures).toEqual([]);
    expect(new Set(assumed)).toEqual(new Set([roleArn("plan")]));
    assumed.length = 0;
    const { plansFolder } = project;
    await applyAll({ workspace, manifest: manifest!, plansFolder, shownFolder: "plans", concurrency: 1 });
    expect(new Set(assumed)).toEqual(new Set([roleArn("apply")]));
  });
});

function stack(project: TinyProject): StackEntry {
  return stackList(project.config).find(({ name }) => name === "us-east-1")!;
}

const CANARY = "canary-9d41c7";

/** A stack that holds the canary everywhere a secret may be. */
const SECRETS = {
  terraform: AWS,
  provider: {
    aws: [
      {
        alias: "management",
        region: "us-east-1",
        access_key: `${CANARY}-access`,
        secret_key: `${CANARY}-secret`,
        token: `${CANARY}-token`,
        http_proxy: `http://user:${CANARY}@proxy.example.com`,
        assume_role: [{ role_arn: "${var.role}", external_id: `${CANARY}-external` }],
      },
    ],
  },
  variable: {
    role: { type: "string", ephemeral: true, default: `${CANARY}-role` },
    password: { type: "string", sensitive: true, default: `${CANARY}-variable` },
  },
  resource: {
    aws_secretsmanager_secret_version: {
      constant: { provider: "aws.management", secret_id: "relay", secret_string: `${CANARY}-constant` },
      variable: { provider: "aws.management", secret_id: "relay", secret_string: "${var.password}" },
    },
    aws_lambda_function: {
      forwarder: {
        provider: "aws.management",
        function_name: "forwarder",
        role: "arn:aws:iam::111111111111:role/forwarder",
        filename: "cdk.tf.json",
        handler: "index.handler",
        runtime: "nodejs22.x",
        environment: {
          variables: { LOG_RELAY: JSON.stringify({ headers: { Authorization: `${CANARY}-header` } }) },
        },
      },
    },
  },
  output: { password: { value: "${var.password}", sensitive: true } },
};

describe("secrets", () => {
  const project = new TinyProject(["us-east-1"]);
  beforeAll(() => {
    copyFileSync(LOCK_FILE, join(project.folder, ".terraform.lock.hcl"));
    project.write({ "us-east-1": SECRETS });
  });
  afterAll(() => project.remove());
  const plan = async (env: NodeJS.ProcessEnv, mode: WorkspaceProps["mode"] = { kind: "offline" }) => {
    const workspace = await project.open({ mode, env: { ...process.env, ...env } });
    const { failures } = await planAll({ ...project.planProps(workspace), stacks: [stack(project)] });
    expect(failures).toEqual([]);
    return readFileSync(join(project.plansFolder, "us-east-1/plan.json"), "utf8");
  };

  it("appear in no file but plan.tfplan, and the person's environment changes no byte of an offline plan", async () => {
    const text = await plan({});
    const environment = {
      AWS_ACCESS_KEY_ID: `AKIA${CANARY}`,
      AWS_SECRET_ACCESS_KEY: `${CANARY}-environment`,
      AWS_SESSION_TOKEN: `${CANARY}-session`,
      AWS_PROFILE: "production",
      AWS_REGION: "eu-west-1",
      AWS_ENDPOINT_URL: "http://127.0.0.1:9",
      TF_VAR_password: `${CANARY}-tf-var`,
      TF_AWS_DEFAULT_TAGS_owner: `${CANARY}-tag`,
      TF_AWS_IGNORE_TAGS_KEYS: `${CANARY}-ignored`,
    };
    expect(await plan(environment)).toBe(text);
    const files = readdirSync(project.plansFolder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const readable = files.filter(({ name }) => name !== "plan.tfplan");
    expect(readable.map(({ name }) => name).sort()).toEqual(["manifest.json", "plan.json"]);
    for (const { parentPath, name } of readable) {
      expect(readFileSync(join(parentPath, name), "utf8")).not.toContain(CANARY);
    }
    expect(text).toContain('"function_name": "forwarder"');
  });
});

/** An STS that hands out credentials for any role and writes down which. */
function recordingSts(assumed: string[]): Server {
  return createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const form = new URLSearchParams(body);
      const role = form.get("RoleArn");
      if (role) assumed.push(role);
      const action = form.get("Action") ?? "";
      response.setHeader("content-type", "text/xml");
      response.end(`<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>
        <Arn>arn:aws:sts::111111111111:assumed-role/x/y</Arn><UserId>AROAEXAMPLE:y</UserId><Account>111111111111</Account>
        <AssumedRoleUser><Arn>arn:aws:sts::111111111111:assumed-role/x/y</Arn><AssumedRoleId>AROAEXAMPLE:y</AssumedRoleId></AssumedRoleUser>
        <Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
        <Expiration>2036-01-01T00:00:00Z</Expiration></Credentials>
        </${action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${action}Response>`);
    });
  });
}
