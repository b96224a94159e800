import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { asyncRun } from "../../../support/async-run";
import { FakeAws } from "../../../support/fake-aws/fake-aws";
import { Person } from "../../../support/fake-aws/person";
import { copyOfExample, ROOT } from "../../../support/orgduty";

const KEYS = (account: string) =>
  `aws_access_key_id = AKIA${account}\naws_secret_access_key = s\nregion = eu-west-1\n`;

describe("orgduty state move and verify --sample, signed in to the wrong account", () => {
  const person = new Person();
  const { folder, config } = copyOfExample("acme");
  const programs = mkdtempSync(join(tmpdir(), "orgduty-programs-"));
  let aws: FakeAws;
  beforeAll(async () => {
    aws = await FakeAws.start();
    const terraform = join(programs, "terraform");
    writeFileSync(terraform, `#!/bin/sh\necho Terraform v1.11.4\n`);
    chmodSync(terraform, 0o755);
  });
  afterAll(() => {
    aws.stop();
    person.leave();
    for (const one of [folder, programs]) rmSync(one, { recursive: true, force: true });
  });

  /** Writes a config of one region outside China, with other values under the organization. */
  function write(name: string, values: Readonly<Record<string, unknown>>): string {
    const document = parseDocument(readFileSync(join(ROOT, "examples/acme/orgduty.yaml"), "utf8"));
    document.deleteIn(["organizations", "aws-cn"]);
    document.setIn(["regions"], ["us-east-1"]);
    document.setIn(["organizations", "aws", "canaryRegion"], "us-east-1");
    for (const [key, value] of Object.entries(values))
      document.setIn(key.split("."), document.createNode(value));
    const path = join(folder, name);
    writeFileSync(path, document.toString());
    return path;
  }
  function orgduty(awsConfig: string, ...args: string[]) {
    person.become({ AWS_ENDPOINT_URL: aws.url, PATH: `${programs}:${process.env.PATH}` }, awsConfig);
    return asyncRun(
      process.execPath,
      [join(ROOT, "bin/orgduty.js"), ...args, "--config", config],
      process.env,
    );
  }
  const bucket = (profile: string) => ({ s3: { bucket: `${profile}-states`, region: "eu-west-1", profile } });

  it("names both accounts, of where the states are and of where they go", async () => {
    const before = write("before.yaml", { state: bucket("old") });
    write("orgduty.yaml", { state: bucket("new") });
    const both = `[profile old]\n${KEYS("111111111111")}[profile new]\n${KEYS("222222222222")}`;
    const { stderr } = await orgduty(both, "state", "move", "--from", before);
    expect(stderr).toContain(
      "states as 111111111111 (alias-111111111111); states as 222222222222 (alias-222222222222)",
    );
    const one = await orgduty(`[profile new]\n${KEYS("222222222222")}`, "state", "move", "--from", before);
    expect(one.code).toBe(1);
    expect(one.stderr).toContain('state.s3.profile: there is no profile "old"');
  });

  it("makes no sample in another account than the administrator's", async () => {
    const [management, administrator] = [{ profile: "management" }, { profile: "administrator" }];
    write("orgduty.yaml", {
      "organizations.aws.credentials": {
        plan: { management, administrator },
        apply: { management, administrator: { profile: "other" } },
      },
    });
    const profiles = `[profile management]\n${KEYS("111111111111")}[profile administrator]\n${KEYS("222222222222")}[profile other]\n${KEYS("333333333333")}`;
    const { code, stderr } = await orgduty(profiles, "verify", "--sample");
    expect(code).toBe(1);
    expect(stderr).toContain("signed in to aws to plan: management 111111111111");
    expect(stderr).toContain(
      "organizations.aws.credentials.apply.administrator: wrong account: 333333333333",
    );
    expect(aws.actions).not.toContain("CreateSampleFindings");
  });
});
