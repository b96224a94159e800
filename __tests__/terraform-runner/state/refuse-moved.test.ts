import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stackList } from "../../../config/stack-list";
import { refuseMoved } from "../../../terraform/state/refuse-moved";
import { TinyProject } from "../support/tiny-project";

const [MANAGEMENT, ADMINISTRATOR] = ["111111111111", "222222222222"];

describe("refuseMoved", () => {
  const project = new TinyProject(["us-east-1", "eu-west-1"]);
  afterAll(() => project.remove());

  const held = (type: string, alias: string, arn?: string) => ({
    ...{ mode: "managed", type, name: "it" },
    provider: `provider["registry.terraform.io/hashicorp/aws"].${alias}`,
    instances: [{ attributes: { arn } }],
  });
  const detector = (region: string, account = ADMINISTRATOR, alias = "administrator") =>
    held("aws_guardduty_detector", alias, `arn:aws:guardduty:${region}:${account}:detector/d`);
  const secret = (region: string) =>
    held(
      "aws_secretsmanager_secret",
      "administrator",
      `arn:aws:secretsmanager:${region}:${ADMINISTRATOR}:secret:s`,
    );

  /** What is refused with these states, by the stacks' names, below the folder of a config's name. */
  async function refusal(states: Readonly<Record<string, readonly object[] | string>>, name?: string) {
    const workspace = await project.open();
    const base = join(project.folder, "states", String(Math.random()));
    const folder = join(base, name ?? project.config.name);
    mkdirSync(folder, { recursive: true });
    for (const [stack, resources] of Object.entries(states))
      writeFileSync(
        join(folder, `${stack}.tfstate`),
        typeof resources === "string" ? resources : JSON.stringify({ resources }),
      );
    const stateFolder = join(base, project.config.name);
    const organization = {
      ...project.config.organizations.aws!,
      ...{ administratorAccountId: ADMINISTRATOR, managementAccountId: MANAGEMENT, homeRegion: "us-east-1" },
    };
    const config = { ...project.config, organizations: { aws: organization } } as typeof project.config;
    const done = refuseMoved({ ...workspace, config, stateFolder }, stackList(config));
    return done.then(
      () => undefined,
      (error: unknown) => String(error instanceof Error ? error.message : error),
    );
  }

  it("lets go on what is where the config says, a rule that points to the home region's hub among it", async () => {
    const hubTarget = held(
      "aws_cloudwatch_event_target",
      "administrator",
      `arn:aws:events:eu-west-1:${ADMINISTRATOR}:event-bus/hub`,
    );
    const role = held("aws_iam_role", "administrator", `arn:aws:iam::${ADMINISTRATOR}:role/forwarder`);
    const states = {
      "foundation-aws": [secret("us-east-1"), role, hubTarget],
      "us-east-1": [detector("us-east-1"), detector("us-east-1", MANAGEMENT, "management"), hubTarget],
    };
    expect(await refusal(states)).toBeUndefined();
  });

  it.each(["", '{"resources": [', "{}"])(
    "leaves a state that says nothing to Terraform: %j",
    async (text) => {
      expect(await refusal({ "foundation-aws": text, "us-east-1": text })).toBeUndefined();
    },
  );

  it("refuses another home region, with the two steps there", async () => {
    const text = await refusal({ "foundation-aws": [secret("eu-west-1"), secret("eu-west-1")] });
    expect(text).toContain(
      "foundation-aws: homeRegion is us-east-1, but aws_secretsmanager_secret.it and 1 more are in eu-west-1",
    );
    expect(text).toContain("put homeRegion: eu-west-1 back");
    expect(text).toContain('first without "forwarding"');
  });

  it.each([
    ["administrator", "administratorAccountId", ADMINISTRATOR],
    ["management", "managementAccountId", MANAGEMENT],
  ])("refuses another %s account", async (alias, key, now) => {
    const text = await refusal({ "us-east-1": [detector("us-east-1", "777777777777", alias)] });
    expect(text).toContain(`us-east-1: ${key} is ${now}, but aws_guardduty_detector.it is in 777777777777`);
    expect(text).toContain(`put ${key}: "777777777777" back`);
  });

  it("refuses another name while the state of the old one holds the detector", async () => {
    const text = await refusal({ "us-east-1": [detector("us-east-1")] }, "before");
    expect(text).toContain(
      `us-east-1: the detector of ${ADMINISTRATOR} is in the state of the name before, `,
    );
    expect(text).toContain("put name: before back");
  });

  it("lets another config's name beside it be, if its detectors are another administrator's", async () => {
    expect(await refusal({ "us-east-1": [detector("us-east-1", "777777777777")] }, "other")).toBeUndefined();
  });
});
