import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateDetectorCommand, GuardDutyClient, ListDetectorsCommand } from "@aws-sdk/client-guardduty";
import { CreateRoleCommand, GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { clientSettings } from "../../local-aws/clients";
import { startLocalAws } from "../../local-aws/start";
import { motoIsThere } from "../support/running-local-aws";

const ACCOUNT = "333333333333";
const ROLE = "AWSServiceRoleForAmazonGuardDuty";

describe("GuardDuty in the local AWS", () => {
  const folder = mkdtempSync(join(tmpdir(), "local-guardduty-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("makes its roles in IAM where they are not, and with a snapshot file is after a restart what it was", async () => {
    if (!(await motoIsThere())) return;
    const options = { folder, guardDuty: { snapshotFile: join(folder, "guardduty.json") } };
    const before = await startLocalAws(options);
    const settings = clientSettings(before.url, ACCOUNT, "us-east-1");
    const iam = new IAMClient(settings);
    const there = { RoleName: `${ROLE}MalwareProtection`, AssumeRolePolicyDocument: "{}" };
    await iam.send(new CreateRoleCommand(there));
    const { DetectorId } = await new GuardDutyClient(settings).send(
      new CreateDetectorCommand({ Enable: true }),
    );
    const role = new GetRoleCommand({ RoleName: ROLE });
    expect((await iam.send(role)).Role?.Arn).toBe(
      `arn:aws:iam::${ACCOUNT}:role/aws-service-role/guardduty.amazonaws.com/${ROLE}`,
    );
    await before.stop();

    const after = await startLocalAws(options);
    const client = new GuardDutyClient(clientSettings(after.url, ACCOUNT, "us-east-1"));
    expect((await client.send(new ListDetectorsCommand({}))).DetectorIds).toEqual([DetectorId]);
    await after.stop();
  });
});
