import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GuardDutyClient, UpdateOrganizationConfigurationCommand } from "@aws-sdk/client-guardduty";
import { parseDocument } from "yaml";
import { clientSettings } from "../../local-aws/clients";
import { startLocalAws, type LocalAws } from "../../local-aws/start";
import { loadProject } from "../../organization/load-project";
import type { Review } from "../../plan-review/report/review";
import { exampleOrganizations, writeDemoConfig } from "../../scripts/demo/config";
import { Orgduty } from "../support/async-orgduty";
import { deployGuardDuty } from "../support/deployed/guardduty";
import { orgduty as runOrgduty } from "../support/orgduty";

const REGION = "us-east-1";
const LOWERED =
  /OD-066 fails: .*organization_S3_DATA_EVENTS\S* organization S3_DATA_EVENTS is ALL, and becomes NEW/;

/** Terraform calls it a creation: it does not know what somebody else turned on. */
describe("An organization on ALL that was made by hand, under a config that says NEW", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-lowering-"));
  const plans = join(folder, "plans");
  let aws: LocalAws;
  let orgduty: Orgduty;
  let configPath: string;
  let detector: string;
  let client: GuardDutyClient;

  beforeAll(async () => {
    aws = await startLocalAws({
      folder: join(folder, "aws"),
      guardDuty: { delays: { firstDelegationMs: 0, verificationMs: 0 } },
    });
    await aws.seed(exampleOrganizations()[0]!);
    configPath = writeDemoConfig(folder, [REGION], "https://relay.example");
    const document = parseDocument(readFileSync(configPath, "utf8"));
    document.deleteIn(["organizations", "aws-cn"]);
    document.delete("forwarding");
    document.setIn(["review"], { rules: { "OD-035": "warn" } });
    writeFileSync(configPath, document.toString());
    orgduty = new Orgduty(configPath, aws.url);
    await orgduty.succeed("discover");
    const { config, snapshots } = loadProject(configPath);
    const organization = config.organizations.aws!;
    const place = { endpoint: aws.url, config, organization, region: REGION, resources: [] } as const;
    detector = await deployGuardDuty(place, snapshots.aws!);
    client = new GuardDutyClient(clientSettings(aws.url, organization.administratorAccountId, REGION));
    await setPlan("ALL");
    await orgduty.succeed("plan", "--out", plans);
  }, 300_000);

  afterAll(async () => {
    client?.destroy();
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function setPlan(AutoEnable: "ALL" | "NEW"): Promise<void> {
    await client.send(
      new UpdateOrganizationConfigurationCommand({
        ...{ DetectorId: detector, AutoEnableOrganizationMembers: "NEW" },
        Features: [{ Name: "S3_DATA_EVENTS", AutoEnable }],
      }),
    );
  }

  it("fails the review, which shows what it was and what it becomes", async () => {
    const { status, stdout } = runOrgduty(["review", "--config", configPath, "--out", plans]);
    expect(status).toBe(2);
    expect(stdout).toContain("OD-066");
    const review = JSON.parse(readFileSync(join(plans, "review.json"), "utf8")) as Review;
    expect(review.settings.changes.filter(({ isLower }) => isLower)).toEqual([
      expect.objectContaining({ setting: "organization S3_DATA_EVENTS", was: "ALL", becomes: "NEW" }),
    ]);
    expect(review.rules.filter(({ status }) => status === "fail").map(({ id }) => id)).toEqual(["OD-066"]);
  }, 60_000);

  it("is refused by apply, which asks AWS again", async () => {
    expect((await orgduty.run("apply", "--out", plans, "--yes")).stderr).toMatch(LOWERED);
    await setPlan("NEW");
    // Refused all the same, so that nothing is applied here.
    appendFileSync(configPath, "# edited since it was planned\n");
    const { stderr } = await orgduty.run("apply", "--out", plans, "--yes");
    expect(stderr).toContain("not applied, for");
    expect(stderr).not.toContain("OD-066");
  }, 120_000);
});
