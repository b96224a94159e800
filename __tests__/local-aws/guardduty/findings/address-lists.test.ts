import {
  CreateIPSetCommand,
  CreateThreatIntelSetCommand,
  DeleteIPSetCommand,
  GetIPSetCommand,
  GetThreatIntelSetCommand,
  ListIPSetsCommand,
  ListThreatIntelSetsCommand,
  UpdateIPSetCommand,
  UpdateThreatIntelSetCommand,
} from "@aws-sdk/client-guardduty";
import { MEMBER, serverForEachTest } from "../support/guardduty-server";
import { refusal, turnOn } from "../support/organization";

describe("Address lists of the local GuardDuty", () => {
  const current = serverForEachTest({ delays: { verificationMs: 1_000 } });
  const list = {
    Format: "TXT",
    Location: "https://s3.amazonaws.com/bucket/list.txt",
    Activate: true,
  } as const;

  async function detector() {
    const client = current.server.client(MEMBER);
    return { client, DetectorId: await turnOn(client) };
  }

  it("are activated after a while, and deactivated so too", async () => {
    const { client, DetectorId } = await detector();
    const { IpSetId } = await client.send(new CreateIPSetCommand({ DetectorId, Name: "trusted", ...list }));
    const get = new GetIPSetCommand({ DetectorId, IpSetId });
    expect(await client.send(get)).toMatchObject({
      Name: "trusted",
      Location: list.Location,
      Status: "ACTIVATING",
    });
    current.server.passMilliseconds(1_000);
    expect(await client.send(get)).toMatchObject({ Status: "ACTIVE" });
    await client.send(new UpdateIPSetCommand({ DetectorId, IpSetId, Activate: false, Name: "renamed" }));
    expect(await client.send(get)).toMatchObject({ Name: "renamed", Status: "DEACTIVATING" });
    current.server.passMilliseconds(1_000);
    expect(await client.send(get)).toMatchObject({ Status: "INACTIVE" });
  });

  it("are not listed once deleted, but still read as DELETED", async () => {
    const { client, DetectorId } = await detector();
    const { IpSetId } = await client.send(new CreateIPSetCommand({ DetectorId, Name: "trusted", ...list }));
    expect((await client.send(new ListIPSetsCommand({ DetectorId }))).IpSetIds).toEqual([IpSetId]);
    await client.send(new DeleteIPSetCommand({ DetectorId, IpSetId }));
    expect((await client.send(new ListIPSetsCommand({ DetectorId }))).IpSetIds).toEqual([]);
    expect(await client.send(new GetIPSetCommand({ DetectorId, IpSetId }))).toMatchObject({
      Status: "DELETED",
    });
    const update = new UpdateIPSetCommand({ DetectorId, IpSetId, Activate: true });
    expect((await refusal(client.send(update))).message).toContain("no such resource");
  });

  it("are at most one trusted list and six threat lists a region", async () => {
    const { client, DetectorId } = await detector();
    await client.send(new CreateIPSetCommand({ DetectorId, Name: "trusted", ...list }));
    const second = new CreateIPSetCommand({ DetectorId, Name: "second", ...list });
    expect((await refusal(client.send(second))).message).toContain("limit");
    for (const Name of ["a", "b", "c", "d", "e", "f"]) {
      await client.send(new CreateThreatIntelSetCommand({ DetectorId, Name, ...list }));
    }
    const { ThreatIntelSetIds = [] } = await client.send(new ListThreatIntelSetsCommand({ DetectorId }));
    expect(ThreatIntelSetIds).toHaveLength(6);
    const seventh = new CreateThreatIntelSetCommand({ DetectorId, Name: "g", ...list });
    expect((await refusal(client.send(seventh))).message).toContain("limit");
    const [ThreatIntelSetId] = ThreatIntelSetIds;
    await client.send(
      new UpdateThreatIntelSetCommand({ DetectorId, ThreatIntelSetId, Location: "https://s3/y" }),
    );
    const read = await client.send(new GetThreatIntelSetCommand({ DetectorId, ThreatIntelSetId }));
    expect(read).toMatchObject({ Name: "a", Location: "https://s3/y" });
  });

  it("rejects a name twice, and formats that GuardDuty does not know", async () => {
    const { client, DetectorId } = await detector();
    const create = (Name: string, Format: "TXT" | "STIX") =>
      client.send(new CreateThreatIntelSetCommand({ ...list, DetectorId, Name, Format }));
    await create("threats", "STIX");
    expect((await refusal(create("threats", "TXT"))).message).toContain("already exists");
    expect((await refusal(create("other", "CSV" as "TXT"))).message).toContain("invalid");
  });
});
