import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalAws, type LocalAws } from "../../../local-aws/start";
import { exampleOrganizations } from "../../../scripts/demo/config";
import { asyncRun } from "../../support/async-run";
import { orgduty, ROOT } from "../../support/orgduty";

/** docs/other-runners.md: a synthesized stack, planned by Terraform alone, in a folder that knows nothing of orgduty. */
describe("A stack on another runner", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-other-"));
  const stack = join(folder, "stacks/us-east-1");
  let aws: LocalAws;
  const terraform = (...args: string[]) =>
    asyncRun(process.env.TERRAFORM_BINARY_NAME ?? "terraform", [`-chdir=${stack}`, ...args], environment);
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    aws = await startLocalAws({
      folder: join(folder, "aws"),
      guardDuty: { delays: { firstDelegationMs: 0 } },
    });
    await aws.seed(exampleOrganizations()[0]!);
    const config = join(ROOT, "examples/pipeline/orgduty.yaml");
    const synthesized = await asyncRun(process.execPath, [join(ROOT, "bin/synth.js")], {
      ...{ ORGDUTY_CONFIG: config, CDKTF_OUTDIR: folder },
    });
    expect(synthesized).toMatchObject({ code: 0 });
    cpSync(join(ROOT, "examples/pipeline/.terraform.lock.hcl"), join(stack, ".terraform.lock.hcl"));
    const env = orgduty(["env", "--aws", "local", "--config", config], { ORGDUTY_LOCAL_AWS_URL: aws.url });
    environment = exportsOf(env.stdout);
    write("backend_override", { terraform: { backend: { local: { path: "runner.tfstate" } } } });
    write("endpoints_override", endpoints());
  }, 300_000);

  afterAll(async () => {
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (name: string, content: object) =>
    writeFileSync(join(stack, `${name}.tf.json`), JSON.stringify(content));
  /** What keeps the provider away from AWS; a real runner has nothing of it. */
  function endpoints(): object {
    const text = readFileSync(join(stack, "cdk.tf.json"), "utf8");
    const { provider } = JSON.parse(text) as { provider: { aws: { alias: string }[] } };
    const services = [
      "events",
      "guardduty",
      "iam",
      "kms",
      "lambda",
      "logs",
      "organizations",
      "scheduler",
      "secretsmanager",
      "sqs",
      "sts",
      "cloudwatch",
    ];
    return {
      provider: {
        aws: provider.aws.map(({ alias }) => ({
          ...{ alias, skip_credentials_validation: true, skip_metadata_api_check: true },
          endpoints: [Object.fromEntries(services.map((service) => [service, aws.url]))],
        })),
      },
    };
  }
  function exportsOf(text: string): NodeJS.ProcessEnv {
    const pairs = [...text.matchAll(/^export (\w+)='([^']*)'$/gm)].map(([, name, value]) => [name!, value!]);
    return Object.fromEntries(pairs) as NodeJS.ProcessEnv;
  }

  it("is planned by terraform alone, with another backend and the plan roles", async () => {
    expect(await terraform("init", "-input=false")).toMatchObject({
      ...{ code: 0, stdout: expect.stringContaining('Successfully configured the backend "local"') },
    });
    environment = {
      ...environment,
      TF_VAR_management_role_arn: "arn:aws:iam::111111111111:role/orgduty-plan",
      TF_VAR_administrator_role_arn: "arn:aws:iam::222222222222:role/orgduty-plan",
    };
    const { code, stdout, stderr } = await terraform(
      "plan",
      "-input=false",
      "-detailed-exitcode",
      "-no-color",
    );
    expect([code, stderr]).toEqual([2, ""]);
    expect(stdout).toContain("aws_guardduty_detector.administrator-detector");
    expect(stdout).toContain("finding-forwarder");
  }, 600_000);

  it("takes a cloud block in place of the backend, as far as that can be read without a network", async () => {
    write("backend_override", {
      terraform: { cloud: { organization: "acme", workspaces: { name: "guardduty-us-east-1" } } },
    });
    const { code, stdout, stderr } = await terraform("init", "-input=false", "-no-color");
    expect(code).not.toBe(0);
    expect(`${stdout}${stderr}`.replace(/\s+/g, " ")).toMatch(/HCP Terraform|app\.terraform\.io/);
    expect(`${stdout}${stderr}`).not.toMatch(/Conflicting|Duplicate|Unsupported/);
  }, 300_000);
});
