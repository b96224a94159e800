import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateDetectorCommand,
  CreateMembersCommand,
  EnableOrganizationAdminAccountCommand,
  GetDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  UpdateMemberDetectorsCommand,
} from "@aws-sdk/client-guardduty";
import { CreateRoleCommand, GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { clientSettings } from "../../local-aws/clients";
import type { PolicyFeatures } from "../../local-aws/guardduty/delegation/organization-policy";
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

  it("lets an organization's policy decide over a member's plans, whoever asks", async () => {
    if (!(await motoIsThere())) return;
    const [management, administrator] = ["111111111111", "222222222222"];
    const policyOf = async (account: string): Promise<PolicyFeatures | undefined> =>
      account === ACCOUNT ? { S3_DATA_EVENTS: "DISABLED" } : undefined;
    const local = await startLocalAws({ folder, guardDuty: { policyOf, delays: { firstDelegationMs: 0 } } });
    const state = "ACTIVE";
    await local.seed({
      partition: "aws",
      organizationId: "o-policy0000",
      managementAccountId: management,
      accounts: [management, administrator, ACCOUNT].map((id) => ({
        ...{ id, name: id, email: `${id}@example.com`, state, organizationalUnitPath: ["Root"] },
      })),
    });
    const guardDuty = (account: string) =>
      new GuardDutyClient(clientSettings(local.url, account, "us-east-1"));
    await guardDuty(management).send(new CreateDetectorCommand({ Enable: true }));
    await guardDuty(management).send(
      new EnableOrganizationAdminAccountCommand({ AdminAccountId: administrator }),
    );
    const { DetectorIds } = await guardDuty(administrator).send(new ListDetectorsCommand({}));
    const DetectorId = DetectorIds?.[0];
    await guardDuty(administrator).send(
      new CreateMembersCommand({
        DetectorId,
        AccountDetails: [{ AccountId: ACCOUNT, Email: `${ACCOUNT}@example.com` }],
      }),
    );
    const Features = [{ Name: "S3_DATA_EVENTS", Status: "ENABLED" } as const];
    const { UnprocessedAccounts } = await guardDuty(administrator).send(
      new UpdateMemberDetectorsCommand({ DetectorId, AccountIds: [ACCOUNT], Features }),
    );
    expect(UnprocessedAccounts).toEqual([
      { AccountId: ACCOUNT, Result: expect.stringContaining("S3_DATA_EVENTS is managed by an organization") },
    ]);
    const theirs = await guardDuty(ACCOUNT).send(new ListDetectorsCommand({}));
    const { Features: shown } = await guardDuty(ACCOUNT).send(
      new GetDetectorCommand({ DetectorId: theirs.DetectorIds?.[0] }),
    );
    expect(shown).toContainEqual(expect.objectContaining({ Name: "S3_DATA_EVENTS", Status: "DISABLED" }));
    await local.stop();
  });
});
