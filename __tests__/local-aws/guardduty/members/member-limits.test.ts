import {
  ArchiveFindingsCommand,
  CreateFilterCommand,
  CreateIPSetCommand,
  CreateThreatIntelSetCommand,
  GetDetectorCommand,
  TagResourceCommand,
  UpdateDetectorCommand,
} from "@aws-sdk/client-guardduty";
import { MEMBER, serverForEachTest } from "../support/guardduty-server";
import { addMembers, badRequest, delegate, refusal, turnOn } from "../support/organization";

describe("A member of the local GuardDuty", () => {
  const current = serverForEachTest();

  async function member() {
    const client = current.server.client(MEMBER);
    const DetectorId = await turnOn(client);
    const Features = [{ Name: "S3_DATA_EVENTS", Status: "ENABLED" } as const];
    await client.send(new UpdateDetectorCommand({ DetectorId, Features }));
    const { administrator, detectorId } = await delegate(current.server);
    await addMembers(administrator, detectorId, [MEMBER]);
    return { client, DetectorId, Features };
  }

  it("may not change plans, frequency, status, filters, lists or archived findings", async () => {
    const { client, DetectorId, Features } = await member();
    const list = {
      DetectorId,
      Name: "list",
      Format: "TXT",
      Location: "https://s3/x",
      Activate: true,
    } as const;
    const FindingCriteria = { Criterion: { type: { Equals: ["x"] } } };
    const refused = await Promise.all([
      refusal(client.send(new UpdateDetectorCommand({ DetectorId, Features }))),
      refusal(
        client.send(new UpdateDetectorCommand({ DetectorId, DataSources: { S3Logs: { Enable: false } } })),
      ),
      refusal(client.send(new UpdateDetectorCommand({ DetectorId, FindingPublishingFrequency: "ONE_HOUR" }))),
      refusal(client.send(new UpdateDetectorCommand({ DetectorId, Enable: false }))),
      refusal(client.send(new CreateFilterCommand({ DetectorId, Name: "filter", FindingCriteria }))),
      refusal(client.send(new CreateIPSetCommand(list))),
      refusal(client.send(new CreateThreatIntelSetCommand(list))),
      refusal(client.send(new ArchiveFindingsCommand({ DetectorId, FindingIds: ["x"] }))),
    ]);
    const wanted = [
      ...["protection plans", "protection plans", "finding publishing frequency", "detector status"],
      ...["filters", "IP address lists", "IP address lists", "whether findings are archived"],
    ];
    expect(refused).toEqual(
      wanted.map((change) => badRequest(`Member accounts are not allowed to change ${change}.`)),
    );
  });

  it("may tag its detector", async () => {
    const { client, DetectorId } = await member();
    const ResourceArn = `arn:aws:guardduty:eu-west-1:${MEMBER}:detector/${DetectorId}`;
    await client.send(new TagResourceCommand({ ResourceArn, Tags: { owner: "security" } }));
    expect((await client.send(new GetDetectorCommand({ DetectorId }))).Tags).toEqual({ owner: "security" });
  });
});
