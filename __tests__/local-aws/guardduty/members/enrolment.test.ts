import {
  GetMemberDetectorsCommand,
  ListDetectorsCommand,
  ListMembersCommand,
  UpdateMemberDetectorsCommand,
  UpdateOrganizationConfigurationCommand,
  type GuardDutyClient,
  type OrgFeatureStatus,
} from "@aws-sdk/client-guardduty";
import { MANAGEMENT, MEMBER, OTHER_MEMBER, account, serverForEachTest } from "../support/guardduty-server";
import { addMembers, delegate, setMode, turnOn } from "../support/organization";

describe("Enrolment by the local GuardDuty", () => {
  const current = serverForEachTest({ delays: { autoEnableMs: 60_000 } });

  async function memberIds(administrator: GuardDutyClient, DetectorId: string) {
    const { Members } = await administrator.send(new ListMembersCommand({ DetectorId }));
    return Members?.map(({ AccountId }) => AccountId);
  }

  async function statusOfS3(administrator: GuardDutyClient, DetectorId: string, accountId: string) {
    const command = new GetMemberDetectorsCommand({ DetectorId, AccountIds: [accountId] });
    const [member] = (await administrator.send(command)).MemberDataSourceConfigurations ?? [];
    return member?.Features?.find(({ Name }) => Name === "S3_DATA_EVENTS")?.Status;
  }

  async function setS3(administrator: GuardDutyClient, DetectorId: string, AutoEnable: OrgFeatureStatus) {
    const Features = [{ Name: "S3_DATA_EVENTS" as const, AutoEnable }];
    const command = { DetectorId, AutoEnableOrganizationMembers: "NEW" as const, Features };
    await administrator.send(new UpdateOrganizationConfigurationCommand(command));
  }

  it("takes a while after ALL, and reaches every account but the administrator", async () => {
    const { administrator, detectorId } = await delegate(current.server);
    await setMode(administrator, detectorId, "ALL");
    expect(await memberIds(administrator, detectorId)).toEqual([]);
    current.server.passMilliseconds(59_999);
    expect(await memberIds(administrator, detectorId)).toEqual([]);
    current.server.passMilliseconds(1);
    expect(await memberIds(administrator, detectorId)).toEqual([MEMBER, OTHER_MEMBER]);
    const member = current.server.client(MEMBER);
    expect((await member.send(new ListDetectorsCommand({}))).DetectorIds).toHaveLength(1);
  });

  it("leaves the management account out until GuardDuty was on in it, in any region", async () => {
    const { administrator, detectorId } = await delegate(current.server);
    await turnOn(current.server.client(MANAGEMENT, "us-east-1"));
    await setMode(administrator, detectorId, "ALL");
    await memberIds(administrator, detectorId);
    current.server.passMilliseconds(60_000);
    expect(await memberIds(administrator, detectorId)).toContain(MANAGEMENT);
  });

  it("by NEW reaches accounts that join, later, and no others", async () => {
    const { administrator, detectorId } = await delegate(current.server);
    await setMode(administrator, detectorId, "NEW");
    current.server.accounts.push(account("555555555555"));
    expect(await memberIds(administrator, detectorId)).toEqual([]);
    current.server.passMilliseconds(60_000);
    expect(await memberIds(administrator, detectorId)).toEqual(["555555555555"]);
  });

  it("by NONE reaches nobody", async () => {
    const { administrator, detectorId } = await delegate(current.server);
    current.server.accounts.push(account("555555555555"));
    current.server.passMilliseconds(600_000);
    expect(await memberIds(administrator, detectorId)).toEqual([]);
  });

  it("gives a plan set to NEW to new members only, and one set to ALL to all of them, later", async () => {
    const { administrator, detectorId } = await delegate(current.server);
    await addMembers(administrator, detectorId, [MEMBER]);
    await setS3(administrator, detectorId, "NEW");
    await addMembers(administrator, detectorId, [OTHER_MEMBER]);
    current.server.passMilliseconds(60_000);
    expect(await statusOfS3(administrator, detectorId, MEMBER)).toBe("DISABLED");
    expect(await statusOfS3(administrator, detectorId, OTHER_MEMBER)).toBe("ENABLED");
    await setS3(administrator, detectorId, "ALL");
    expect(await statusOfS3(administrator, detectorId, MEMBER)).toBe("DISABLED");
    current.server.passMilliseconds(60_000);
    expect(await statusOfS3(administrator, detectorId, MEMBER)).toBe("ENABLED");
  });

  it("does not undo what the administrator decided for a member after ALL", async () => {
    const { administrator, detectorId: DetectorId } = await delegate(current.server);
    await addMembers(administrator, DetectorId, [MEMBER]);
    await setS3(administrator, DetectorId, "ALL");
    current.server.passMilliseconds(1);
    const Features = [{ Name: "S3_DATA_EVENTS", Status: "DISABLED" } as const];
    await administrator.send(
      new UpdateMemberDetectorsCommand({ DetectorId, AccountIds: [MEMBER], Features }),
    );
    current.server.passMilliseconds(60_000);
    expect(await statusOfS3(administrator, DetectorId, MEMBER)).toBe("DISABLED");
  });

  it("leaves plans on when they are set to NONE", async () => {
    const { administrator, detectorId } = await delegate(current.server);
    await setS3(administrator, detectorId, "ALL");
    await addMembers(administrator, detectorId, [MEMBER]);
    await setS3(administrator, detectorId, "NONE");
    current.server.passMilliseconds(60_000);
    expect(await statusOfS3(administrator, detectorId, MEMBER)).toBe("ENABLED");
  });
});
