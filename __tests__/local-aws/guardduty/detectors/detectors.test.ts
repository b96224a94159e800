import {
  DeleteDetectorCommand,
  GetDetectorCommand,
  ListDetectorsCommand,
  UpdateDetectorCommand,
  CreateDetectorCommand,
} from "@aws-sdk/client-guardduty";
import { GuardDutyServer, MEMBER, STRANGER } from "../support/guardduty-server";
import { badRequest, refusal, turnOn } from "../support/organization";

const NOT_OWNED = "The request is rejected because the input detectorId is not owned by the current account.";

describe("Detectors of the local GuardDuty", () => {
  const server = new GuardDutyServer();
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  it("are one an account and region", async () => {
    const client = server.client(MEMBER);
    const detectorId = await turnOn(client);
    expect(detectorId).toMatch(/^[0-9a-f]{32}$/);
    expect(await refusal(turnOn(client))).toEqual(
      badRequest("The request is rejected because a detector already exists for the current account."),
    );
    expect((await client.send(new ListDetectorsCommand({}))).DetectorIds).toEqual([detectorId]);
    expect((await server.client(MEMBER, "us-east-1").send(new ListDetectorsCommand({}))).DetectorIds).toEqual(
      [],
    );
    await expect(turnOn(server.client(MEMBER, "us-east-1"))).resolves.toMatch(/^[0-9a-f]{32}$/);
  });

  it("start with every plan but Runtime Monitoring, and findings every six hours", async () => {
    const client = server.client(MEMBER, "us-east-2");
    const detector = await client.send(new GetDetectorCommand({ DetectorId: await turnOn(client) }));
    expect(detector).toMatchObject({ Status: "ENABLED", FindingPublishingFrequency: "SIX_HOURS" });
    const on = detector.Features?.filter(({ Status }) => Status === "ENABLED").map(({ Name }) => Name);
    expect(on).toEqual([
      ...["CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS", "S3_DATA_EVENTS", "EKS_AUDIT_LOGS"],
      ...["EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS"],
    ]);
    expect(detector.Features?.[3]?.UpdatedAt).toEqual(new Date("2026-11-24T00:00:00Z"));
    expect(detector.DataSources?.Kubernetes?.AuditLogs?.Status).toBe("ENABLED");
  });

  it("are created as asked", async () => {
    const client = server.client(MEMBER, "us-west-1");
    const { DetectorId } = await client.send(
      new CreateDetectorCommand({
        ...{ Enable: false, FindingPublishingFrequency: "FIFTEEN_MINUTES", Tags: { owner: "security" } },
        Features: [{ Name: "S3_DATA_EVENTS", Status: "DISABLED" }],
      }),
    );
    const detector = await client.send(new GetDetectorCommand({ DetectorId }));
    expect(detector).toMatchObject({
      ...{ Status: "DISABLED", FindingPublishingFrequency: "FIFTEEN_MINUTES", Tags: { owner: "security" } },
      DataSources: { S3Logs: { Status: "DISABLED" } },
    });
  });

  it("change in status, frequency and plans, by features or by data sources", async () => {
    const client = server.client(MEMBER, "us-west-2");
    const DetectorId = await turnOn(client);
    await client.send(
      new UpdateDetectorCommand({
        ...{ DetectorId, Enable: false, FindingPublishingFrequency: "ONE_HOUR" },
        Features: [{ Name: "RDS_LOGIN_EVENTS", Status: "DISABLED" }],
        DataSources: { Kubernetes: { AuditLogs: { Enable: false } } },
      }),
    );
    const detector = await client.send(new GetDetectorCommand({ DetectorId }));
    expect(detector).toMatchObject({ Status: "DISABLED", FindingPublishingFrequency: "ONE_HOUR" });
    const off = detector.Features?.filter(({ Status }) => Status === "DISABLED").map(({ Name }) => Name);
    expect(off).toEqual([
      "EKS_AUDIT_LOGS",
      "RDS_LOGIN_EVENTS",
      "EKS_RUNTIME_MONITORING",
      "RUNTIME_MONITORING",
    ]);
  });

  it("are their account's only", async () => {
    const DetectorId = await turnOn(server.client(STRANGER));
    const command = new GetDetectorCommand({ DetectorId });
    expect(await refusal(server.client(MEMBER).send(command))).toEqual(badRequest(NOT_OWNED));
  });

  it("are gone once deleted", async () => {
    const client = server.client(STRANGER, "us-east-1");
    const DetectorId = await turnOn(client);
    await client.send(new DeleteDetectorCommand({ DetectorId }));
    expect(await refusal(client.send(new GetDetectorCommand({ DetectorId })))).toEqual(badRequest(NOT_OWNED));
  });
});
