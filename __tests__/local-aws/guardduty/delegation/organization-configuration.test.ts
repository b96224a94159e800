import {
  DescribeOrganizationConfigurationCommand,
  ListDetectorsCommand,
  UpdateOrganizationConfigurationCommand,
  type OrganizationFeatureConfiguration,
  type UpdateOrganizationConfigurationCommandInput,
} from "@aws-sdk/client-guardduty";
import { ADMINISTRATOR, MANAGEMENT, MEMBER, serverForEachTest } from "../support/guardduty-server";
import { badRequest, delegate, refusal, turnOn } from "../support/organization";

const INVALID =
  "The request is rejected because an invalid or out-of-range value is specified as an input parameter.";

describe("Organization configuration of the local GuardDuty", () => {
  const current = serverForEachTest();

  async function configure(changes: Partial<UpdateOrganizationConfigurationCommandInput>, region?: string) {
    const { administrator, detectorId: DetectorId } = await delegate(current.server, region);
    const AutoEnableOrganizationMembers = "NEW";
    const command = { DetectorId, AutoEnableOrganizationMembers, ...changes } as const;
    await administrator.send(new UpdateOrganizationConfigurationCommand(command));
    return administrator.send(new DescribeOrganizationConfigurationCommand({ DetectorId }));
  }

  async function detectorIdIn(region: string) {
    const client = current.server.client(ADMINISTRATOR, region);
    return (await client.send(new ListDetectorsCommand({}))).DetectorIds?.[0];
  }

  it("starts with nobody enrolled and every plan off", async () => {
    const { administrator, detectorId: DetectorId } = await delegate(current.server);
    const answer = await administrator.send(new DescribeOrganizationConfigurationCommand({ DetectorId }));
    expect(answer).toMatchObject({ AutoEnable: false, AutoEnableOrganizationMembers: "NONE" });
    expect(new Set(answer.Features?.map(({ AutoEnable }) => AutoEnable))).toEqual(new Set(["NONE"]));
    expect(answer.MemberAccountLimitReached).toBe(false);
  });

  it("keeps a mode a plan", async () => {
    const answer = await configure({
      AutoEnableOrganizationMembers: "ALL",
      Features: [{ Name: "S3_DATA_EVENTS", AutoEnable: "NEW" }],
    });
    expect(answer).toMatchObject({ AutoEnable: true, AutoEnableOrganizationMembers: "ALL" });
    expect(answer.Features).toContainEqual({ Name: "S3_DATA_EVENTS", AutoEnable: "NEW" });
    expect(answer.Features).toContainEqual({ Name: "EKS_AUDIT_LOGS", AutoEnable: "NONE" });
    expect(answer.DataSources?.S3Logs).toEqual({ AutoEnable: true });
  });

  it("lists agent settings as ECS, EC2, EKS, whatever order they came in", async () => {
    const answer = await configure({
      Features: [
        {
          ...{ Name: "RUNTIME_MONITORING", AutoEnable: "ALL" },
          AdditionalConfiguration: [
            { Name: "EKS_ADDON_MANAGEMENT", AutoEnable: "NEW" },
            { Name: "EC2_AGENT_MANAGEMENT", AutoEnable: "ALL" },
          ],
        },
      ],
    });
    const runtime = answer.Features?.find(({ Name }) => Name === "RUNTIME_MONITORING");
    expect(runtime?.AdditionalConfiguration).toEqual([
      { Name: "ECS_FARGATE_AGENT_MANAGEMENT", AutoEnable: "NONE" },
      { Name: "EC2_AGENT_MANAGEMENT", AutoEnable: "ALL" },
      { Name: "EKS_ADDON_MANAGEMENT", AutoEnable: "NEW" },
    ]);
  });

  it("takes data sources and autoEnable, their older names, and keeps ALL when they say on", async () => {
    const { administrator, detectorId: DetectorId } = await delegate(current.server);
    const send = (changes: object) =>
      administrator.send(new UpdateOrganizationConfigurationCommand({ DetectorId, ...changes }));
    const S3 = { Name: "S3_DATA_EVENTS", AutoEnable: "ALL" };
    await send({ AutoEnableOrganizationMembers: "ALL", Features: [S3] });
    await send({
      AutoEnable: true,
      DataSources: { S3Logs: { AutoEnable: true }, Kubernetes: { AuditLogs: { AutoEnable: true } } },
    });
    const answer = await administrator.send(new DescribeOrganizationConfigurationCommand({ DetectorId }));
    expect(answer.AutoEnableOrganizationMembers).toBe("NEW");
    expect(answer.Features).toContainEqual(S3);
    expect(answer.Features).toContainEqual({ Name: "EKS_AUDIT_LOGS", AutoEnable: "NEW" });
  });

  it("rejects everybody but the administrator", async () => {
    await delegate(current.server);
    for (const caller of [MANAGEMENT, MEMBER]) {
      const client = current.server.client(caller);
      const DetectorId = await turnOn(client);
      const refused = badRequest(
        "The request failed because you do not have required AWS Organization master permission.",
      );
      expect(
        await refusal(client.send(new DescribeOrganizationConfigurationCommand({ DetectorId }))),
      ).toEqual(refused);
      const update = { DetectorId, AutoEnableOrganizationMembers: "ALL" } as const;
      expect(await refusal(client.send(new UpdateOrganizationConfigurationCommand(update)))).toEqual(refused);
    }
  });

  it("rejects a detector of somebody else", async () => {
    await delegate(current.server);
    const DetectorId = "12abc34d567e8fa901bc2d34e56789f0";
    const command = new DescribeOrganizationConfigurationCommand({ DetectorId });
    expect(await refusal(current.server.client(ADMINISTRATOR).send(command))).toEqual(
      badRequest("The request is rejected because the input detectorId is not owned by the current account."),
    );
  });

  it("offers no Runtime Monitoring in China, and rejects it there", async () => {
    const elsewhere = await configure({});
    expect(elsewhere.Features?.map(({ Name }) => Name)).toContain("RUNTIME_MONITORING");
    const inChina = await configure({}, "cn-north-1");
    expect(inChina.Features?.filter(({ Name }) => Name?.endsWith("RUNTIME_MONITORING"))).toEqual([]);
    const command = new UpdateOrganizationConfigurationCommand({
      ...{ DetectorId: await detectorIdIn("cn-north-1"), AutoEnableOrganizationMembers: "NEW" },
      Features: [{ Name: "RUNTIME_MONITORING", AutoEnable: "NONE" }],
    });
    expect(await refusal(current.server.client(ADMINISTRATOR, "cn-north-1").send(command))).toEqual(
      badRequest(INVALID),
    );
  });

  it("rejects both kinds of Runtime Monitoring, in one request or in two, but for one of two that is NONE", async () => {
    const runtime = { Name: "RUNTIME_MONITORING", AutoEnable: "NEW" } as const;
    const eks = { Name: "EKS_RUNTIME_MONITORING", AutoEnable: "NEW" } as const;
    await configure({ Features: [runtime] });
    const DetectorId = await detectorIdIn("eu-west-1");
    const update = (Features: OrganizationFeatureConfiguration[]) =>
      current.server.client(ADMINISTRATOR).send(
        new UpdateOrganizationConfigurationCommand({
          DetectorId,
          AutoEnableOrganizationMembers: "NEW",
          Features,
        }),
      );
    expect(await refusal(update([eks]))).toEqual(badRequest(INVALID));
    expect(await refusal(update([{ ...runtime, AutoEnable: "NONE" }, eks]))).toEqual(badRequest(INVALID));
    await update([{ ...eks, AutoEnable: "NONE" }]);
  });

  it("rejects a request without a mode, and modes it does not know", async () => {
    expect(await refusal(configure({ AutoEnableOrganizationMembers: undefined }))).toEqual(
      badRequest(INVALID),
    );
  });
});
