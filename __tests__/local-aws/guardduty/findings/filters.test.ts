import {
  CreateFilterCommand,
  DeleteFilterCommand,
  GetFilterCommand,
  ListFiltersCommand,
  UpdateFilterCommand,
} from "@aws-sdk/client-guardduty";
import { MEMBER, serverForEachTest } from "../support/guardduty-server";
import { badRequest, refusal, turnOn } from "../support/organization";

const FindingCriteria = {
  Criterion: { severity: { LessThan: 4 }, type: { Equals: ["Recon:EC2/Portscan"] } },
};

describe("Filters of the local GuardDuty", () => {
  const current = serverForEachTest();

  async function withFilters(...ranks: (number | undefined)[]) {
    const client = current.server.client(MEMBER);
    const DetectorId = await turnOn(client);
    for (const [index, Rank] of ranks.entries()) {
      await client.send(
        new CreateFilterCommand({ DetectorId, Name: `filter-${index}`, Rank, FindingCriteria }),
      );
    }
    const names = async () => (await client.send(new ListFiltersCommand({ DetectorId }))).FilterNames;
    return { client, DetectorId, names };
  }

  it("are created once, however often the request is repeated under its client token", async () => {
    const { client, DetectorId, names } = await withFilters();
    const request = (ClientToken: string) =>
      client.send(new CreateFilterCommand({ DetectorId, Name: "archive", FindingCriteria, ClientToken }));
    expect(await Promise.all([request("a"), request("a")])).toMatchObject([
      { Name: "archive" },
      { Name: "archive" },
    ]);
    expect(await refusal(request("b"))).toMatchObject({ name: "BadRequestException" });
    expect(await names()).toEqual(["archive"]);
  });

  it("may be created under a client token that was refused before", async () => {
    const { client, DetectorId } = await withFilters();
    const request = (Name: string) =>
      client.send(new CreateFilterCommand({ DetectorId, Name, FindingCriteria, ClientToken: "a" }));
    expect(await refusal(request(""))).toBeDefined();
    expect(await request("archive")).toMatchObject({ Name: "archive" });
  });

  it("are read back as they were created", async () => {
    const { client, DetectorId } = await withFilters();
    const filter = {
      Name: "archive",
      Description: "noise",
      Action: "ARCHIVE",
      Rank: 1,
      FindingCriteria,
    } as const;
    await client.send(new CreateFilterCommand({ DetectorId, ...filter, Tags: { a: "b" } }));
    const read = await client.send(new GetFilterCommand({ DetectorId, FilterName: "archive" }));
    expect(read).toMatchObject({ ...filter, Tags: { a: "b" } });
  });

  it("have ranks from 1 without gaps; a new one moves those behind it", async () => {
    const { client, DetectorId, names } = await withFilters(undefined, 2, 1);
    expect(await names()).toEqual(["filter-2", "filter-0", "filter-1"]);
    const outOfBounds = badRequest("The request is rejected because the parameter rank is out-of-bounds.");
    const tooFar = new CreateFilterCommand({ DetectorId, Name: "far", Rank: 5, FindingCriteria });
    expect(await refusal(client.send(tooFar))).toEqual(outOfBounds);
    const zero = new CreateFilterCommand({ DetectorId, Name: "far", Rank: 0, FindingCriteria });
    expect(await refusal(client.send(zero))).toEqual(outOfBounds);
    const moved = new UpdateFilterCommand({ DetectorId, FilterName: "filter-2", Rank: 4 });
    expect(await refusal(client.send(moved))).toEqual(outOfBounds);
  });

  it("move to another rank, and close the gap of one that is deleted", async () => {
    const { client, DetectorId, names } = await withFilters(1, 2, 3);
    await client.send(
      new UpdateFilterCommand({ DetectorId, FilterName: "filter-0", Rank: 3, Action: "ARCHIVE" }),
    );
    expect(await names()).toEqual(["filter-1", "filter-2", "filter-0"]);
    await client.send(new DeleteFilterCommand({ DetectorId, FilterName: "filter-1" }));
    const last = await client.send(new GetFilterCommand({ DetectorId, FilterName: "filter-0" }));
    expect(last).toMatchObject({ Rank: 2, Action: "ARCHIVE" });
  });

  it("rejects a name twice, a name that is not one, and no criteria", async () => {
    const { client, DetectorId } = await withFilters(1);
    const create = (Name: string, criteria: object = FindingCriteria) =>
      refusal(client.send(new CreateFilterCommand({ DetectorId, Name, FindingCriteria: criteria })));
    expect((await create("filter-0")).message).toContain("already exists");
    expect((await create("no spaces")).message).toContain("invalid");
    expect((await create("empty", { Criterion: {} })).message).toContain("invalid");
  });

  it("rejects a filter that is not there, in the words that Terraform's provider knows", async () => {
    const { client, DetectorId } = await withFilters();
    const missing = badRequest("The request is rejected since no such resource found.");
    const FilterName = "missing";
    expect(await refusal(client.send(new GetFilterCommand({ DetectorId, FilterName })))).toEqual(missing);
    expect(await refusal(client.send(new DeleteFilterCommand({ DetectorId, FilterName })))).toEqual(missing);
  });

  it("are at most 100", async () => {
    const { client, DetectorId } = await withFilters(...Array.from({ length: 100 }, () => undefined));
    const command = new CreateFilterCommand({ DetectorId, Name: "one-more", FindingCriteria });
    expect((await refusal(client.send(command))).message).toContain("limit");
  });
});
