import {
  GetMemberDetectorsCommand,
  UpdateMemberDetectorsCommand,
  type GuardDutyClient,
  type MemberFeaturesConfiguration,
} from "@aws-sdk/client-guardduty";
import { MEMBER, OTHER_MEMBER, serverForEachTest } from "../support/guardduty-server";
import { addMembers, badRequest, delegate, refusal } from "../support/organization";

describe("Plans of members of the local GuardDuty", () => {
  const current = serverForEachTest({
    policyOf: async (accountId) => (accountId === OTHER_MEMBER ? { EKS_AUDIT_LOGS: "ENABLED" } : undefined),
  });

  async function twoMembers(region?: string) {
    const { administrator, detectorId: DetectorId } = await delegate(current.server, region);
    await addMembers(administrator, DetectorId, [MEMBER, OTHER_MEMBER]);
    return { administrator, DetectorId };
  }

  async function features(administrator: GuardDutyClient, DetectorId: string, accountId: string) {
    const command = new GetMemberDetectorsCommand({ DetectorId, AccountIds: [accountId] });
    return (await administrator.send(command)).MemberDataSourceConfigurations?.[0]?.Features;
  }

  function update(
    administrator: GuardDutyClient,
    DetectorId: string,
    Features: MemberFeaturesConfiguration[],
  ) {
    const AccountIds = [MEMBER, OTHER_MEMBER];
    return administrator.send(new UpdateMemberDetectorsCommand({ DetectorId, AccountIds, Features }));
  }

  it("are switched by the administrator; agent settings that are not named stay", async () => {
    const { administrator, DetectorId } = await twoMembers();
    const runtime = { Name: "RUNTIME_MONITORING", Status: "ENABLED" } as const;
    const agent = (Name: "EC2_AGENT_MANAGEMENT" | "ECS_FARGATE_AGENT_MANAGEMENT") => ({
      ...{ Name, Status: "ENABLED" as const },
    });
    await update(administrator, DetectorId, [
      { ...runtime, AdditionalConfiguration: [agent("ECS_FARGATE_AGENT_MANAGEMENT")] },
    ]);
    await update(administrator, DetectorId, [
      { ...runtime, AdditionalConfiguration: [agent("EC2_AGENT_MANAGEMENT")] },
    ]);
    const found = (await features(administrator, DetectorId, MEMBER))?.find(
      ({ Name }) => Name === runtime.Name,
    );
    expect(found?.Status).toBe("ENABLED");
    expect(found?.AdditionalConfiguration?.map(({ Name, Status }) => [Name, Status])).toEqual([
      ["EKS_ADDON_MANAGEMENT", "DISABLED"],
      ["EC2_AGENT_MANAGEMENT", "ENABLED"],
      ["ECS_FARGATE_AGENT_MANAGEMENT", "ENABLED"],
    ]);
  });

  it("are read-only where an organization policy manages them, and show what it says", async () => {
    const { administrator, DetectorId } = await twoMembers();
    const answer = await update(administrator, DetectorId, [{ Name: "EKS_AUDIT_LOGS", Status: "DISABLED" }]);
    expect(answer.UnprocessedAccounts).toEqual([
      {
        AccountId: OTHER_MEMBER,
        Result: expect.stringContaining("EKS_AUDIT_LOGS is managed by an organization policy"),
      },
    ]);
    const shown = await features(administrator, DetectorId, OTHER_MEMBER);
    expect(shown?.find(({ Name }) => Name === "EKS_AUDIT_LOGS")?.Status).toBe("ENABLED");
    const free = await update(administrator, DetectorId, [{ Name: "RDS_LOGIN_EVENTS", Status: "ENABLED" }]);
    expect(free.UnprocessedAccounts).toEqual([]);
  });

  it("rejects plans that the region does not offer, and both kinds of Runtime Monitoring", async () => {
    const INVALID =
      "The request is rejected because an invalid or out-of-range value is specified as an input parameter.";
    const runtime = { Name: "RUNTIME_MONITORING", Status: "ENABLED" } as const;
    const eks = { Name: "EKS_RUNTIME_MONITORING", Status: "ENABLED" } as const;
    const { administrator, DetectorId } = await twoMembers();
    await update(administrator, DetectorId, [runtime]);
    expect(await refusal(update(administrator, DetectorId, [runtime, eks]))).toEqual(badRequest(INVALID));
    expect(await refusal(update(administrator, DetectorId, [eks]))).toEqual(badRequest(INVALID));
    const china = await twoMembers("cn-north-1");
    expect(await refusal(update(china.administrator, china.DetectorId, [runtime]))).toEqual(
      badRequest(INVALID),
    );
  });
});
