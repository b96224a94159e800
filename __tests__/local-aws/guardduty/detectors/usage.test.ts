import {
  GetUsageStatisticsCommand,
  UpdateDetectorCommand,
  type GetUsageStatisticsCommandInput,
  type GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import {
  ADMINISTRATOR,
  MEMBER,
  OTHER_MEMBER,
  STRANGER,
  serverForEachTest,
} from "../support/guardduty-server";
import { addMembers, badRequest, delegate, refusal, turnOn } from "../support/organization";

describe("Usage of the local GuardDuty", () => {
  const current = serverForEachTest();
  const usage = async (
    client: GuardDutyClient,
    DetectorId: string,
    changes: Partial<GetUsageStatisticsCommandInput> = {},
  ) => {
    const input = { DetectorId, UsageStatisticType: "SUM_BY_ACCOUNT", UsageCriteria: {} } as const;
    return client.send(new GetUsageStatisticsCommand({ ...input, ...changes }));
  };
  const organization = async () => {
    const delegated = await delegate(current.server);
    await addMembers(delegated.administrator, delegated.detectorId, [MEMBER, OTHER_MEMBER]);
    return delegated;
  };

  it("is summed an account, for the administrator over its members", async () => {
    const { administrator, detectorId } = await organization();
    const { UsageStatistics } = await usage(administrator, detectorId, {
      UsageCriteria: { AccountIds: [MEMBER, STRANGER], Features: ["FLOW_LOGS", "DNS_LOGS"] },
      Unit: "USD",
    });
    expect(UsageStatistics?.SumByAccount).toEqual([
      { AccountId: MEMBER, Total: { Amount: "0.60", Unit: "USD" } },
    ]);
    const all = await usage(administrator, detectorId);
    expect(all.UsageStatistics?.SumByAccount?.map(({ AccountId }) => AccountId).sort()).toEqual([
      ADMINISTRATOR,
      MEMBER,
      OTHER_MEMBER,
    ]);
  });

  it("is of at most 30 days, and nothing where GuardDuty is off", async () => {
    const client = current.server.client(STRANGER);
    const DetectorId = await turnOn(client);
    const flowLogs = async () =>
      (await usage(client, DetectorId, { UsageCriteria: { Features: ["FLOW_LOGS"] } })).UsageStatistics
        ?.SumByAccount?.[0]?.Total?.Amount;
    expect(await flowLogs()).toBe("0.50");
    current.server.passMilliseconds(2 * 86_400_000);
    expect(await flowLogs()).toBe("1.00");
    current.server.passMilliseconds(90 * 86_400_000);
    expect(await flowLogs()).toBe("15.00");
    await client.send(new UpdateDetectorCommand({ DetectorId, Enable: false }));
    expect(await flowLogs()).toBeUndefined();
  });

  it("is summed by plan and by its older name, and comes in pages", async () => {
    const client = current.server.client(STRANGER);
    const DetectorId = await turnOn(client);
    const first = await usage(client, DetectorId, { UsageStatisticType: "SUM_BY_FEATURES", MaxResults: 2 });
    expect(first.UsageStatistics?.SumByFeature?.map(({ Feature }) => Feature)).toEqual([
      "FLOW_LOGS",
      "S3_DATA_EVENTS",
    ]);
    expect(first.NextToken).toBeDefined();
    const older = await usage(client, DetectorId, {
      UsageStatisticType: "SUM_BY_DATA_SOURCE",
      UsageCriteria: { DataSources: ["S3_LOGS"] },
    });
    expect(older.UsageStatistics?.SumByDataSource).toEqual([
      { DataSource: "S3_LOGS", Total: { Amount: "0.40", Unit: "USD" } },
    ]);
  });

  it("rejects another currency, an unknown sum, and another's detector", async () => {
    const client = current.server.client(STRANGER);
    const DetectorId = await turnOn(client);
    const invalid = badRequest(
      "The request is rejected because an invalid or out-of-range value is specified as an input parameter.",
    );
    expect(await refusal(usage(client, DetectorId, { Unit: "EUR" }))).toEqual(invalid);
    const unknown = { UsageStatisticType: "SUM_BY_MOOD" as "SUM_BY_ACCOUNT" };
    expect(await refusal(usage(client, DetectorId, unknown))).toEqual(invalid);
    const other = await refusal(usage(current.server.client(MEMBER), DetectorId));
    expect(other.message).toContain("not owned by the current account");
  });
});
