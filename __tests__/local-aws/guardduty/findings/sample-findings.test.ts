import {
  CreateFilterCommand,
  CreateSampleFindingsCommand,
  GetFindingsCommand,
  ListFindingsCommand,
  UpdateDetectorCommand,
  type GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import { ADMINISTRATOR, MEMBER, serverForEachTest } from "../support/guardduty-server";
import { addMembers, delegate, refusal, turnOn } from "../support/organization";

const BITCOIN = "CryptoCurrency:EC2/BitcoinTool.B!DNS";
const PORT_PROBE = "Recon:EC2/PortProbeUnprotectedPort";

const sample = (DetectorId: string, ...FindingTypes: string[]) =>
  new CreateSampleFindingsCommand({ DetectorId, FindingTypes });

describe("Sample findings of the local GuardDuty", () => {
  const current = serverForEachTest();

  async function all(client: GuardDutyClient, DetectorId: string) {
    const { FindingIds } = await client.send(new ListFindingsCommand({ DetectorId }));
    return (await client.send(new GetFindingsCommand({ DetectorId, FindingIds }))).Findings ?? [];
  }

  it("become an event in the caller's account and region", async () => {
    const client = current.server.client(MEMBER, "eu-central-1");
    const DetectorId = await turnOn(client);
    await client.send(sample(DetectorId, BITCOIN));
    expect(current.server.events).toEqual([
      {
        ...{ account: MEMBER, region: "eu-central-1", partition: "aws", source: "aws.guardduty" },
        ...{ detailType: "GuardDuty Finding", resources: [] },
        detail: expect.objectContaining({
          ...{
            schemaVersion: "2.0",
            accountId: MEMBER,
            region: "eu-central-1",
            partition: "aws",
            type: BITCOIN,
          },
          ...{
            id: expect.stringMatching(/^[0-9a-f]{32}$/),
            severity: 8,
            updatedAt: "2026-11-24T00:00:00.000Z",
          },
          service: expect.objectContaining({
            serviceName: "guardduty",
            detectorId: DetectorId,
            archived: false,
            count: 1,
          }),
        }),
      },
    ]);
  });

  it("of a member go to its administrator's bus too, the envelope's account the administrator's", async () => {
    const member = current.server.client(MEMBER);
    const memberDetector = await turnOn(member);
    const { administrator, detectorId } = await delegate(current.server);
    await addMembers(administrator, detectorId, [MEMBER]);
    await member.send(sample(memberDetector, BITCOIN));
    const accounts = current.server.events.map(({ account, detail }) => [
      account,
      (detail as { accountId: string }).accountId,
    ]);
    expect(accounts).toEqual([
      [MEMBER, MEMBER],
      [ADMINISTRATOR, MEMBER],
    ]);
    expect((await all(administrator, detectorId)).map(({ AccountId }) => AccountId)).toEqual([MEMBER]);
  });

  it("of the administrator stay its own, whatever members it has", async () => {
    const { administrator, detectorId } = await delegate(current.server);
    await addMembers(administrator, detectorId, [MEMBER]);
    await administrator.send(sample(detectorId, BITCOIN));
    expect(current.server.events.map(({ account }) => account)).toEqual([ADMINISTRATOR]);
  });

  it("are found again: same id, later updatedAt, one more count", async () => {
    const client = current.server.client(MEMBER);
    const DetectorId = await turnOn(client);
    await client.send(sample(DetectorId, BITCOIN));
    current.server.passMilliseconds(900_000);
    await client.send(sample(DetectorId, BITCOIN));
    const details = current.server.events.map(({ detail }) => detail as Record<string, unknown>);
    expect(details[1]?.id).toBe(details[0]?.id);
    expect(details.map(({ updatedAt }) => updatedAt)).toEqual([
      "2026-11-24T00:00:00.000Z",
      "2026-11-24T00:15:00.000Z",
    ]);
    expect((await all(client, DetectorId)).map(({ Service }) => Service?.Count)).toEqual([2]);
  });

  it("come in many kinds when no type is asked for; China has none of Runtime Monitoring", async () => {
    const types = [];
    for (const region of ["eu-west-1", "cn-north-1"]) {
      const client = current.server.client(MEMBER, region);
      const DetectorId = await turnOn(client);
      await client.send(sample(DetectorId));
      types.push((await all(client, DetectorId)).map(({ Type = "" }) => Type));
    }
    expect(types[0]?.length).toBeGreaterThanOrEqual(12);
    expect(types[0]?.filter((type) => type.includes(":Runtime/"))).toHaveLength(1);
    expect(types[1]?.filter((type) => type.includes(":Runtime/"))).toHaveLength(0);
  });

  it("that an ARCHIVE filter matches are archived and go nowhere, a member's by its administrator's filter", async () => {
    const member = current.server.client(MEMBER);
    const memberDetector = await turnOn(member);
    const { administrator, detectorId: DetectorId } = await delegate(current.server);
    await addMembers(administrator, DetectorId, [MEMBER]);
    const FindingCriteria = { Criterion: { type: { Equals: [PORT_PROBE] } } };
    const filter = { DetectorId, Name: "port-probes", Action: "ARCHIVE", FindingCriteria } as const;
    await administrator.send(new CreateFilterCommand(filter));
    await member.send(sample(memberDetector, PORT_PROBE));
    expect(current.server.events).toEqual([]);
    expect((await all(member, memberDetector))[0]?.Service?.Archived).toBe(true);
  });

  it("rejects types that are not finding types, and a suspended detector", async () => {
    const client = current.server.client(MEMBER);
    const DetectorId = await turnOn(client);
    for (const type of ["nonsense", "Recon:Toaster/Burnt"]) {
      expect((await refusal(client.send(sample(DetectorId, type)))).message).toContain("invalid");
    }
    await client.send(new UpdateDetectorCommand({ DetectorId, Enable: false }));
    expect((await refusal(client.send(sample(DetectorId, BITCOIN)))).message).toContain("suspended");
    expect(current.server.events).toEqual([]);
  });
});
