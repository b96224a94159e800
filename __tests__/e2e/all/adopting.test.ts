import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GuardDutyClient, ListDetectorsCommand } from "@aws-sdk/client-guardduty";
import { parseDocument } from "yaml";
import { clientSettings } from "../../../local-aws/clients";
import type { MessSeed } from "../../../local-aws/seed/messy-region";
import { startLocalAws, type LocalAws } from "../../../local-aws/start";
import { parseSnapshot } from "../../../organization/parse-snapshot";
import type { StackPlan } from "../../../plans-folder/manifest";
import { Orgduty } from "../../support/async-orgduty";
import { copyOfExample, orgduty as command } from "../../support/orgduty";
import { motoIsThere } from "../../support/running-local-aws";

const MANAGEMENT = "111111111111";
const ADMINISTRATOR = "222222222222";
const PLANS = [
  "S3_DATA_EVENTS",
  "EKS_AUDIT_LOGS",
  "EBS_MALWARE_PROTECTION",
  "RDS_LOGIN_EVENTS",
  "LAMBDA_NETWORK_LOGS",
];
const member = { state: "ENABLED" } as const;

/** A delegation of last year in one region, and a detector that somebody switched on in the other. */
const MESS: MessSeed = {
  throttledShare: 0.02,
  regions: {
    "us-east-1": {
      accounts: {
        [MANAGEMENT]: { detector: {} },
        [ADMINISTRATOR]: { detector: { findingPublishingFrequency: "ONE_HOUR", tags: { by: "console" } } },
      },
      delegatedTo: ADMINISTRATOR,
      organization: { newAccounts: "NEW", features: Object.fromEntries(PLANS.map((plan) => [plan, "NEW"])) },
      members: {
        [MANAGEMENT]: member,
        "333333333333": member,
        "444444444444": { state: "REMOVED" },
        "555555555555": { state: "SUSPENDED" },
        "999999999999": { state: "LEFT" },
      },
    },
    "eu-west-1": {
      accounts: { [ADMINISTRATOR]: { detector: { features: { S3_DATA_EVENTS: "DISABLED" } } } },
    },
  },
};

describe("An organization that has GuardDuty already", () => {
  const { folder, config } = copyOfExample("messy");
  const snapshot = join(folder, "accounts/aws.json");
  let aws: LocalAws;
  let orgduty: Orgduty;
  let before: readonly string[];

  beforeAll(async () => {
    await motoIsThere();
    const document = parseDocument(readFileSync(config, "utf8"));
    document.delete("forwarding");
    document.set("regions", ["us-east-1", "eu-west-1"]);
    document.setIn(["organizations", "aws", "canaryRegion"], "us-east-1");
    writeFileSync(config, document.toString());
    aws = await startLocalAws({
      folder: join(folder, "aws"),
      guardDuty: { delays: { firstDelegationMs: 0 } },
    });
    await aws.seed(parseSnapshot(readFileSync(snapshot, "utf8"), snapshot));
    await aws.seedMess({ partition: "aws", managementAccountId: MANAGEMENT, mess: MESS });
    orgduty = new Orgduty(config, aws.url);
    before = await detectors();
  }, 300_000);
  afterAll(async () => {
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The ids of the detectors that were there before, read until AWS does not throttle. */
  async function detectors(): Promise<string[]> {
    const places = [
      [MANAGEMENT, "us-east-1"],
      [ADMINISTRATOR, "us-east-1"],
      [ADMINISTRATOR, "eu-west-1"],
    ] as const;
    return Promise.all(
      places.map(async ([account, region]) => {
        const client = new GuardDutyClient({ ...clientSettings(aws.url, account, region), maxAttempts: 10 });
        const { DetectorIds = [] } = await client.send(new ListDetectorsCommand({}));
        client.destroy();
        return DetectorIds.join();
      }),
    );
  }

  async function plan(name: string, ...flags: string[]): Promise<readonly StackPlan[]> {
    const out = join(folder, name);
    await orgduty.succeed("plan", "--out", out, ...flags);
    return (JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")) as { stacks: StackPlan[] }).stacks;
  }

  it("fails an apply that does not know of it, which names discover and does not advise to plan again", async () => {
    await plan("unaware");
    const { code, stdout, stderr } = await orgduty.run("apply", "--yes", "--out", join(folder, "unaware"));
    expect(code).toBe(1);
    expect(stdout + stderr).toMatch(
      /AWS has [0-9a-f]{32} already, and it was left as it is\n +fix: \.\/orgduty discover/,
    );
    expect(stdout + stderr).toContain("to go on: record what exists (./orgduty discover), then plan");
    expect(stdout + stderr).not.toContain("to go on: plan again");
    expect(await detectors()).toEqual(before);
  }, 600_000);

  it("is taken over: imports, an empty second plan, the same detectors, no gap", async () => {
    expect(await orgduty.succeed("discover")).toContain("+ us-east-1 delegated to 222222222222");
    const planned = await plan("plans");
    const counts = (name: string) => planned.find((stack) => stack.name === name);
    // Two detectors, the delegation, the organization's configuration, two members.
    expect(counts("us-east-1")).toMatchObject({ imports: 6, destroys: 0 });
    expect(counts("eu-west-1")).toMatchObject({ imports: 1, destroys: 0 });
    // It calls nothing in AWS, so this process need not answer meanwhile.
    const review = command(["review", "--config", config, "--out", join(folder, "plans")]);
    expect(review).toMatchObject({ status: 0 });
    expect(review.stdout).toContain("It takes over 7 that exist in AWS already.");
    await orgduty.succeed("apply", "--yes", "--out", join(folder, "plans"));
    for (const { adds, changes, destroys, imports } of await plan("again"))
      expect([adds, changes, destroys, imports]).toEqual([0, 0, 0, undefined]);
    expect(await detectors()).toEqual(before);
    await orgduty.succeed("verify", "--wait", "2");
  }, 900_000);
});
