import {
  ArchiveFindingsCommand,
  CreateSampleFindingsCommand,
  GetFindingsCommand,
  GetFindingsStatisticsCommand,
  ListFindingsCommand,
  UnarchiveFindingsCommand,
  type ListFindingsCommandInput,
} from "@aws-sdk/client-guardduty";
import { MEMBER, serverForEachTest } from "../support/guardduty-server";
import { turnOn } from "../support/organization";

const TYPES = [
  "Recon:EC2/PortProbeUnprotectedPort",
  "Recon:IAMUser/MaliciousIPCaller",
  "Backdoor:Lambda/C&CActivity.B",
];

describe("Findings of the local GuardDuty", () => {
  const current = serverForEachTest();

  /** Three findings of severity 2, 5 and 8, a minute apart. */
  async function threeFindings() {
    const client = current.server.client(MEMBER);
    const DetectorId = await turnOn(client);
    for (const type of TYPES) {
      await client.send(new CreateSampleFindingsCommand({ DetectorId, FindingTypes: [type] }));
      current.server.passMilliseconds(60_000);
    }
    const ids = async (query: Partial<ListFindingsCommandInput> = {}) =>
      (await client.send(new ListFindingsCommand({ DetectorId, ...query }))).FindingIds ?? [];
    const types = async (query: Partial<ListFindingsCommandInput>) => {
      const found = await client.send(new GetFindingsCommand({ DetectorId, FindingIds: await ids(query) }));
      return new Set(found.Findings?.map(({ Type }) => Type));
    };
    return { client, DetectorId, ids, types };
  }

  it("are listed by severity, type, account and time", async () => {
    const { types } = await threeFindings();
    const by = (field: string, condition: object) =>
      types({ FindingCriteria: { Criterion: { [field]: condition } } });
    expect(await by("severity", { GreaterThanOrEqual: 5 })).toEqual(new Set(TYPES.slice(1)));
    expect(await by("severity", { Gt: 2, Lt: 8 })).toEqual(new Set([TYPES[1]]));
    expect(await by("type", { Equals: [TYPES[0]] })).toEqual(new Set([TYPES[0]]));
    expect(await by("type", { NotEquals: [TYPES[0]] })).toEqual(new Set(TYPES.slice(1)));
    expect(await by("type", { Matches: ["Recon:*"] })).toEqual(new Set(TYPES.slice(0, 2)));
    expect(await by("accountId", { Equals: [MEMBER] })).toEqual(new Set(TYPES));
    expect(await by("accountId", { Equals: ["000000000000"] })).toEqual(new Set());
    const oneMinute = Date.parse("2026-11-24T00:01:00Z");
    expect(await by("updatedAt", { GreaterThan: oneMinute })).toEqual(new Set([TYPES[2]]));
    expect(await by("updatedAt", { LessThanOrEqual: oneMinute })).toEqual(new Set(TYPES.slice(0, 2)));
  });

  it("are sorted and paged", async () => {
    const { client, DetectorId, ids } = await threeFindings();
    const SortCriteria = { AttributeName: "severity", OrderBy: "ASC" } as const;
    const rising = await ids({ SortCriteria });
    expect(await ids({ SortCriteria: { ...SortCriteria, OrderBy: "DESC" } })).toEqual([...rising].reverse());
    const first = await client.send(new ListFindingsCommand({ DetectorId, SortCriteria, MaxResults: 2 }));
    expect(first.FindingIds).toEqual(rising.slice(0, 2));
    const { NextToken } = first;
    const second = await client.send(
      new ListFindingsCommand({ DetectorId, SortCriteria, MaxResults: 2, NextToken }),
    );
    expect(second).toMatchObject({ FindingIds: rising.slice(2) });
    expect(second.NextToken).toBeUndefined();
  });

  it("are archived and unarchived", async () => {
    const { client, DetectorId, ids } = await threeFindings();
    const [id = ""] = await ids();
    const FindingCriteria = { Criterion: { "service.archived": { Equals: ["true"] } } };
    await client.send(new ArchiveFindingsCommand({ DetectorId, FindingIds: [id] }));
    expect(await ids({ FindingCriteria })).toEqual([id]);
    await client.send(new UnarchiveFindingsCommand({ DetectorId, FindingIds: [id] }));
    expect(await ids({ FindingCriteria })).toEqual([]);
  });

  it("are counted by severity, account and type", async () => {
    const { client, DetectorId } = await threeFindings();
    const statistics = async (GroupBy?: "ACCOUNT" | "FINDING_TYPE" | "SEVERITY") =>
      (await client.send(new GetFindingsStatisticsCommand({ DetectorId, GroupBy }))).FindingStatistics;
    expect((await statistics())?.CountBySeverity).toEqual({ "2.0": 1, "5.0": 1, "8.0": 1 });
    expect((await statistics("ACCOUNT"))?.GroupedByAccount).toEqual([
      { AccountId: MEMBER, TotalFindings: 3, LastGeneratedAt: new Date("2026-11-24T00:02:00Z") },
    ]);
    expect((await statistics("FINDING_TYPE"))?.GroupedByFindingType).toHaveLength(3);
    expect((await statistics("SEVERITY"))?.GroupedBySeverity?.map(({ Severity }) => Severity).sort()).toEqual(
      [2, 5, 8],
    );
  });
});
