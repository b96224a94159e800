import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateSampleFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
} from "@aws-sdk/client-guardduty";
import { copyOfExample, orgduty } from "../../support/orgduty";

const ADMINISTRATOR = "222222222222";
const RULE = `arn:aws:events:eu-west-1:${ADMINISTRATOR}:rule/hub-guardduty-findings`;
const HEARTBEAT = `arn:aws:scheduler:eu-west-1:${ADMINISTRATOR}:schedule/default/hub-guardduty-findings-heartbeat`;
const HUB_RULE = `arn:aws:events:eu-central-1:${ADMINISTRATOR}:rule/hub-guardduty-findings/hub-guardduty-findings-hub`;

interface Delivery {
  readonly ruleArn: string;
  readonly targetArn: string;
  readonly outcome: string;
}

describe("a hub, applied to the local AWS", () => {
  const { folder, config } = copyOfExample("hub");
  const out = join(folder, "plans");
  let url = "";

  const succeed = (command: string, ...args: string[]): string => {
    const { status, stdout, stderr } = orgduty([...command.split(" "), "--config", config, ...args]);
    expect([command, status, stderr]).toEqual([command, 0, expect.anything()]);
    return stdout;
  };
  const planned = () =>
    succeed("plan", "--aws", "local", "--out", out, "--stack", "foundation-aws", "--stack", "eu-west-1");

  beforeAll(() => {
    // The customer key is somebody else's to create.
    const text = readFileSync(config, "utf8");
    // One region is enough here, and apply refuses what leaves a region out unless the config says otherwise.
    const oneRegion = "\nreview: {rules: {OD-004: warn}}\n";
    writeFileSync(config, text.replace(/^ *kmsKeyArn:.*\n/m, "") + oneRegion);
    url = /http:\S+/.exec(succeed("local start"))![0];
    planned();
    succeed("apply", "--aws", "local", "--out", out, "--yes");
  }, 600_000);

  afterAll(() => {
    succeed("local stop");
    rmSync(folder, { recursive: true, force: true });
  });

  it("has nothing left to change", () => {
    planned();
    const { stacks } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")) as {
      stacks: { name: string; adds: number; changes: number; destroys: number }[];
    };
    for (const stack of stacks) expect(stack).toMatchObject({ adds: 0, changes: 0, destroys: 0 });
  });

  it("takes a region's finding and its heartbeat to the queue in the home region", async () => {
    const credentials = { accessKeyId: ADMINISTRATOR, secretAccessKey: "local" };
    const client = new GuardDutyClient({ endpoint: url, region: "eu-west-1", credentials });
    const { DetectorIds } = await client.send(new ListDetectorsCommand({}));
    await client.send(
      new CreateSampleFindingsCommand({
        DetectorId: DetectorIds![0],
        FindingTypes: ["Backdoor:EC2/DenialOfService.Tcp"],
      }),
    );
    client.destroy();
    await fetch(`${url}/_local/fire`, {
      method: "POST",
      body: JSON.stringify({ arn: HEARTBEAT }),
    });
    const delivered = await deliveries(4);
    expect(delivered.map(({ outcome }) => outcome)).toEqual(Array(4).fill("delivered"));
    expect(delivered.map(({ ruleArn }) => ruleArn).sort()).toEqual([HUB_RULE, HUB_RULE, RULE, RULE].sort());
  });

  /** What EventBridge did, once it did so much. */
  async function deliveries(count: number): Promise<Delivery[]> {
    for (let attempt = 0; ; attempt++) {
      const found = (await (await fetch(`${url}/_local/deliveries`)).json()) as Delivery[];
      if (found.length >= count || attempt === 100) return found;
      await sleep(200);
    }
  }
});
