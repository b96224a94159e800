import {
  CreateFilterCommand,
  CreateIPSetCommand,
  CreatePublishingDestinationCommand,
  CreateThreatIntelSetCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-guardduty";
import { MEMBER, STRANGER, serverForEachTest } from "./support/guardduty-server";
import { refusal, turnOn } from "./support/organization";

describe("Tags of the local GuardDuty", () => {
  const current = serverForEachTest();

  it("are kept a resource: detector, filter, lists, destination", async () => {
    const client = current.server.client(MEMBER);
    const DetectorId = await turnOn(client);
    const list = {
      DetectorId,
      Name: "list",
      Format: "TXT",
      Location: "https://s3/x",
      Activate: false,
    } as const;
    const FindingCriteria = { Criterion: { type: { Equals: ["x"] } } };
    await client.send(new CreateFilterCommand({ DetectorId, Name: "archive", FindingCriteria }));
    const { IpSetId } = await client.send(new CreateIPSetCommand(list));
    const { ThreatIntelSetId } = await client.send(new CreateThreatIntelSetCommand(list));
    const DestinationProperties = { DestinationArn: "arn:aws:s3:::b", KmsKeyArn: "arn:aws:kms:::key/x" };
    const destination = { DetectorId, DestinationType: "S3", DestinationProperties } as const;
    const { DestinationId } = await client.send(new CreatePublishingDestinationCommand(destination));

    const parts = ["/filter/archive", `/ipset/${IpSetId}`, `/threatintelset/${ThreatIntelSetId}`];
    for (const part of ["", ...parts, `/publishingdestination/${DestinationId}`]) {
      const ResourceArn = `arn:aws:guardduty:eu-west-1:${MEMBER}:detector/${DetectorId}${part}`;
      await client.send(new TagResourceCommand({ ResourceArn, Tags: { part, owner: "a", other: "b" } }));
      await client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["owner", "other"] }));
      expect((await client.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags).toEqual({ part });
    }
  });

  it("rejects resources of others, and those that are not there", async () => {
    const DetectorId = await turnOn(current.server.client(MEMBER));
    const arn = `arn:aws:guardduty:eu-west-1:${MEMBER}:detector/${DetectorId}`;
    const read = (account: string, ResourceArn: string) =>
      refusal(current.server.client(account).send(new ListTagsForResourceCommand({ ResourceArn })));
    expect((await read(STRANGER, arn)).message).toContain("not owned by the current account");
    expect((await read(MEMBER, `${arn}/filter/missing`)).message).toContain("no such resource");
  });
});
