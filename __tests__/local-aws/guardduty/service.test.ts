import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  GetDetectorCommand,
  GetMembersCommand,
  GetOrganizationStatisticsCommand,
  ListDetectorsCommand,
  UpdateDetectorCommand,
} from "@aws-sdk/client-guardduty";
import {
  ADMINISTRATOR,
  GuardDutyServer,
  MANAGEMENT,
  MEMBER,
  OTHER_MEMBER,
  serverForEachTest,
  withServer,
} from "./support/guardduty-server";
import { addMembers, delegate, refusal, turnOn } from "./support/organization";

describe("GuardDutyService", () => {
  const roles: string[] = [];
  const current = serverForEachTest({
    onServiceLinkedRole: async (accountId, principal) => void roles.push(`${accountId} ${principal}`),
    policyOf: async (accountId) => (accountId === OTHER_MEMBER ? { S3_DATA_EVENTS: "DISABLED" } : undefined),
  });

  it("makes its service-linked roles once an account, when GuardDuty is first on", async () => {
    roles.length = 0;
    const client = current.server.client(MEMBER);
    const DetectorId = await turnOn(client);
    await turnOn(current.server.client(MEMBER, "us-east-1"));
    expect(roles).toEqual([
      `${MEMBER} guardduty.amazonaws.com`,
      `${MEMBER} malware-protection.guardduty.amazonaws.com`,
    ]);
    expect((await client.send(new GetDetectorCommand({ DetectorId }))).ServiceRole).toBe(
      `arn:aws:iam::${MEMBER}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`,
    );
  });

  it("keeps a plan that an organization policy manages read-only", async () => {
    const client = current.server.client(OTHER_MEMBER);
    const DetectorId = await turnOn(client);
    const detector = await client.send(new GetDetectorCommand({ DetectorId }));
    expect(detector.Features?.find(({ Name }) => Name === "S3_DATA_EVENTS")?.Status).toBe("DISABLED");
    const Features = [{ Name: "S3_DATA_EVENTS", Status: "ENABLED" } as const];
    const answer = await refusal(client.send(new UpdateDetectorCommand({ DetectorId, Features })));
    expect(answer.message).toContain("S3_DATA_EVENTS is managed by an organization policy");
  });

  it("rejects plans a detector's region does not offer, and both kinds of Runtime Monitoring", async () => {
    const runtime = { Name: "RUNTIME_MONITORING", Status: "ENABLED" } as const;
    const eks = { Name: "EKS_RUNTIME_MONITORING", Status: "ENABLED" } as const;
    const update = async (region: string, ...Features: (typeof runtime | typeof eks)[]) => {
      const client = current.server.client(MEMBER, region);
      const [DetectorId = await turnOn(client)] =
        (await client.send(new ListDetectorsCommand({}))).DetectorIds ?? [];
      return client.send(new UpdateDetectorCommand({ DetectorId, Features }));
    };
    expect((await refusal(update("cn-north-1", runtime))).message).toContain("invalid");
    expect((await refusal(update("eu-west-1", runtime, eks))).message).toContain("invalid");
    await update("eu-west-1", eks);
    expect((await refusal(update("eu-west-1", runtime))).message).toContain("invalid");
  });

  it("counts the organization's accounts for the administrator", async () => {
    const { administrator, detectorId } = await delegate(current.server);
    await addMembers(administrator, detectorId, [MEMBER]);
    const { OrganizationDetails } = await administrator.send(new GetOrganizationStatisticsCommand({}));
    expect(OrganizationDetails?.OrganizationStatistics).toMatchObject({
      ...{ TotalAccountsCount: 4, MemberAccountsCount: 1, ActiveAccountsCount: 2, EnabledAccountsCount: 2 },
      CountByFeature: expect.arrayContaining([
        expect.objectContaining({ Name: "S3_DATA_EVENTS", EnabledAccountsCount: 1 }),
      ]),
    });
    const management = current.server.client(MANAGEMENT);
    expect((await refusal(management.send(new GetOrganizationStatisticsCommand({})))).name).toBe(
      "BadRequestException",
    );
  });

  it("rejects operations that it does not have, by name and path", async () => {
    const answer = await current.server.service.handle({
      ...{ method: "GET", path: "/malware-scan", query: new URLSearchParams(), body: undefined },
      ...{ accountId: MEMBER, region: "eu-west-1", partition: "aws" },
    });
    expect(answer).toMatchObject({
      status: 404,
      headers: { "x-amzn-errortype": "UnknownOperationException" },
    });
  });

  it("lets a callback's fault through: it is no answer of GuardDuty's", async () => {
    const server = new GuardDutyServer({ organizationOf: () => Promise.reject(new Error("moto is gone")) });
    const request = { method: "GET", path: "/detector", query: new URLSearchParams(), body: undefined };
    const caller = { accountId: MEMBER, region: "eu-west-1", partition: "aws" } as const;
    await expect(server.service.handle({ ...request, ...caller })).rejects.toThrow("moto is gone");
  });
});

describe("A snapshot of the local GuardDuty", () => {
  it("brings everything back", async () => {
    const folder = mkdtempSync(join(tmpdir(), "guardduty-"));
    const before = new GuardDutyServer({ snapshotFile: join(folder, "state.json") });
    await before.start();
    const { administrator, detectorId: DetectorId } = await delegate(before);
    await addMembers(administrator, DetectorId, [MEMBER]);
    const questions = () => [
      new GetMembersCommand({ DetectorId, AccountIds: [MEMBER] }),
      new GetDetectorCommand({ DetectorId }),
    ];
    const ask = async (server: GuardDutyServer) => {
      const client = server.client(ADMINISTRATOR);
      const [members, detector] = questions();
      const answers = [
        await client.send(members as GetMembersCommand),
        await client.send(detector as GetDetectorCommand),
      ];
      return answers.map((answer) => ({ ...answer, $metadata: undefined }));
    };
    const expected = await ask(before);
    before.service.save();
    await before.stop();

    const after = new GuardDutyServer({ snapshotFile: join(folder, "state.json") });
    after.service.load();
    await after.start();
    expect(await ask(after)).toEqual(expected);
    await after.stop();
    rmSync(folder, { recursive: true });
  });

  it("is not needed to start", () => {
    const server = new GuardDutyServer({ snapshotFile: join(tmpdir(), "no-such-guardduty.json") });
    expect(() => server.service.load()).not.toThrow();
  });
});

describe("Throttling by the local GuardDuty", () => {
  const list = new ListDetectorsCommand({});

  it("answers 429 above the rate, an account and region, and recovers", () =>
    withServer({ requestsPerSecond: 2 }, async (server) => {
      const client = server.client(MEMBER);
      await client.send(list);
      await client.send(list);
      expect((await refusal(client.send(list))).name).toBe("TooManyRequestsException");
      await server.client(MEMBER, "us-east-1").send(list);
      server.passMilliseconds(500);
      await client.send(list);
      expect((await refusal(client.send(list))).name).toBe("TooManyRequestsException");
    }));

  it("answers 429 at random when asked to", () =>
    withServer({ throttledShare: 1 }, async (server) => {
      expect((await refusal(server.client(MEMBER).send(list))).name).toBe("TooManyRequestsException");
    }));
});
