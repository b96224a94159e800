import {
  CreatePublishingDestinationCommand,
  DeletePublishingDestinationCommand,
  DescribePublishingDestinationCommand,
  ListPublishingDestinationsCommand,
  UpdatePublishingDestinationCommand,
} from "@aws-sdk/client-guardduty";
import type { BucketAndKeyCheck } from "../../../../local-aws/guardduty/findings/publishing-destinations";
import { MEMBER, serverForEachTest } from "../support/guardduty-server";
import { badRequest, refusal, turnOn } from "../support/organization";

const DestinationProperties = {
  DestinationArn: "arn:aws:s3:::findings/prefix",
  KmsKeyArn: "arn:aws:kms:eu-west-1:333333333333:key/11111111-2222-3333-4444-555555555555",
};

describe("Publishing destinations of the local GuardDuty", () => {
  const checks: BucketAndKeyCheck[] = [];
  let obstacle: string | undefined;
  const current = serverForEachTest({
    delays: { verificationMs: 1_000 },
    checkBucketAndKey: async (check) => {
      checks.push(check);
      return obstacle;
    },
  });
  beforeEach(() => {
    checks.length = 0;
    obstacle = undefined;
  });

  async function detector() {
    const client = current.server.client(MEMBER);
    const DetectorId = await turnOn(client);
    const create = new CreatePublishingDestinationCommand({
      DetectorId,
      DestinationType: "S3",
      DestinationProperties,
    });
    return { client, DetectorId, create };
  }

  it("go from PENDING_VERIFICATION to PUBLISHING", async () => {
    const { client, DetectorId, create } = await detector();
    const { DestinationId } = await client.send(create);
    const describe = new DescribePublishingDestinationCommand({ DetectorId, DestinationId });
    expect(await client.send(describe)).toMatchObject({
      Status: "PENDING_VERIFICATION",
      DestinationProperties,
    });
    current.server.passMilliseconds(1_000);
    expect(await client.send(describe)).toMatchObject({
      Status: "PUBLISHING",
      PublishingFailureStartTimestamp: 0,
    });
    const list = await client.send(new ListPublishingDestinationsCommand({ DetectorId }));
    expect(list.Destinations).toEqual([{ DestinationId, DestinationType: "S3", Status: "PUBLISHING" }]);
  });

  it("are refused where GuardDuty may not write to the bucket or use the key, for this detector", async () => {
    const { client, DetectorId, create } = await detector();
    obstacle = "no s3:PutObject";
    expect(await refusal(client.send(create))).toMatchObject({
      name: "BadRequestException",
      message: expect.stringMatching(
        /^The request failed because the GuardDuty service principal does not have perm/,
      ),
    });
    expect(checks).toEqual([
      {
        ...{
          destinationArn: DestinationProperties.DestinationArn,
          kmsKeyArn: DestinationProperties.KmsKeyArn,
        },
        ...{ accountId: MEMBER, region: "eu-west-1", partition: "aws" },
        detectorArn: `arn:aws:guardduty:eu-west-1:${MEMBER}:detector/${DetectorId}`,
      },
    ]);
  });

  it("stop publishing when the permission goes, and start again when it is back", async () => {
    const { client, DetectorId, create } = await detector();
    const { DestinationId } = await client.send(create);
    current.server.passMilliseconds(1_000);
    const describe = new DescribePublishingDestinationCommand({ DetectorId, DestinationId });
    obstacle = "no kms:GenerateDataKey";
    expect(await client.send(describe)).toMatchObject({
      Status: "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY",
      PublishingFailureStartTimestamp: Date.parse("2026-11-24T00:00:01Z"),
    });
    obstacle = undefined;
    expect(await client.send(describe)).toMatchObject({ Status: "PUBLISHING" });
  });

  it("are checked again when they change", async () => {
    const { client, DetectorId, create } = await detector();
    const { DestinationId } = await client.send(create);
    const DestinationArn = "arn:aws:s3:::elsewhere";
    const update = new UpdatePublishingDestinationCommand({
      ...{ DetectorId, DestinationId, DestinationProperties: { ...DestinationProperties, DestinationArn } },
    });
    obstacle = "no s3:PutObject";
    expect((await refusal(client.send(update))).name).toBe("BadRequestException");
    obstacle = undefined;
    await client.send(update);
    const read = await client.send(new DescribePublishingDestinationCommand({ DetectorId, DestinationId }));
    expect(read.DestinationProperties?.DestinationArn).toBe(DestinationArn);
  });

  it("are one a detector, and gone once deleted", async () => {
    const { client, DetectorId, create } = await detector();
    const { DestinationId } = await client.send(create);
    expect((await refusal(client.send(create))).message).toContain("already exists");
    await client.send(new DeletePublishingDestinationCommand({ DetectorId, DestinationId }));
    const describe = new DescribePublishingDestinationCommand({ DetectorId, DestinationId });
    expect(await refusal(client.send(describe))).toEqual(
      badRequest("The request is rejected because the one or more input parameters have invalid values."),
    );
    await client.send(create);
  });
});
