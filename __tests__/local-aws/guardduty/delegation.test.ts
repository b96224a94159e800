import {
  DescribeOrganizationConfigurationCommand,
  DisableOrganizationAdminAccountCommand,
  EnableOrganizationAdminAccountCommand,
  GetAdministratorAccountCommand,
  GetDetectorCommand,
  ListDetectorsCommand,
  ListOrganizationAdminAccountsCommand,
  UpdateDetectorCommand,
} from "@aws-sdk/client-guardduty";
import { ADMINISTRATOR, MANAGEMENT, MEMBER, STRANGER, serverForEachTest } from "./guardduty-server";
import { addMembers, badRequest, delegate, refusal, turnOn } from "./organization";

const enable = (AdminAccountId: string) => new EnableOrganizationAdminAccountCommand({ AdminAccountId });
const NOT_MANAGEMENT =
  "The request failed because you do not have required AWS Organization master permission.";
const INVALID =
  "The request is rejected because an invalid or out-of-range value is specified as an input parameter.";

describe("Delegation in the local GuardDuty", () => {
  const told: string[][] = [];
  const current = serverForEachTest({ onDelegation: async (...delegation) => void told.push(delegation) });

  it("creates the administrator's detector", async () => {
    const { server } = current;
    await server.client(MANAGEMENT).send(enable(ADMINISTRATOR));
    const administrator = server.client(ADMINISTRATOR);
    expect((await administrator.send(new ListDetectorsCommand({}))).DetectorIds).toHaveLength(1);
    expect(await refusal(turnOn(administrator))).toMatchObject({
      message: expect.stringContaining("already exists"),
    });
  });

  it("keeps the administrator's detector where there is one", async () => {
    const { administrator, detectorId } = await delegate(current.server);
    expect((await administrator.send(new ListDetectorsCommand({}))).DetectorIds).toEqual([detectorId]);
  });

  it("tells Organizations, once", async () => {
    told.length = 0;
    await delegate(current.server);
    await delegate(current.server, "us-east-1");
    expect(told).toEqual([[MANAGEMENT, ADMINISTRATOR, "aws"]]);
  });

  it("refuses a second administrator, in other regions too", async () => {
    const { management } = await delegate(current.server);
    const another = badRequest(
      "The request failed because another account is already enabled as GuardDuty delegated administrator for the organization.",
    );
    expect(await refusal(management.send(enable(MEMBER)))).toEqual(another);
    expect(await refusal(current.server.client(MANAGEMENT, "us-east-1").send(enable(MEMBER)))).toEqual(
      another,
    );
  });

  it("refuses the same administrator twice in a region", async () => {
    const { management } = await delegate(current.server);
    expect(await refusal(management.send(enable(ADMINISTRATOR)))).toMatchObject({
      message: expect.stringContaining("already enabled as the GuardDuty delegated administrator"),
    });
  });

  it("rejects callers outside the management account", async () => {
    for (const caller of [MEMBER, ADMINISTRATOR, STRANGER]) {
      const client = current.server.client(caller);
      expect(await refusal(client.send(enable(ADMINISTRATOR)))).toEqual(badRequest(NOT_MANAGEMENT));
      const list = new ListOrganizationAdminAccountsCommand({});
      expect(await refusal(client.send(list))).toEqual(badRequest(NOT_MANAGEMENT));
    }
  });

  it("rejects an administrator outside the organization", async () => {
    expect(await refusal(current.server.client(MANAGEMENT).send(enable(STRANGER)))).toEqual(
      badRequest("The request failed because admin account passed is not member of AWS Organizations."),
    );
  });

  it("fails in one of two regions that are an organization's first at the same time, and works one after the other", async () => {
    const regions = ["eu-west-1", "us-east-1"].map((region) => current.server.client(MANAGEMENT, region));
    const answers = await Promise.allSettled(regions.map((client) => client.send(enable(ADMINISTRATOR))));
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const failed = regions[answers.findIndex(({ status }) => status === "rejected")];
    expect(answers.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { message: INVALID },
    });
    const others = ["eu-west-2", "us-west-2"].map((region) => current.server.client(MANAGEMENT, region));
    await Promise.all([failed, ...others].map((client) => client?.send(enable(ADMINISTRATOR))));
  });

  it("lists the administrator in each region where it was delegated", async () => {
    const { management } = await delegate(current.server);
    const list = new ListOrganizationAdminAccountsCommand({});
    expect((await management.send(list)).AdminAccounts).toEqual([
      { AdminAccountId: ADMINISTRATOR, AdminStatus: "ENABLED" },
    ]);
    expect((await current.server.client(MANAGEMENT, "us-east-1").send(list)).AdminAccounts).toEqual([]);
  });

  it("once taken back leaves GuardDuty on everywhere", async () => {
    const { management, administrator, detectorId } = await delegate(current.server);
    await addMembers(administrator, detectorId, [MEMBER]);
    await management.send(new DisableOrganizationAdminAccountCommand({ AdminAccountId: ADMINISTRATOR }));
    const member = current.server.client(MEMBER);
    const [DetectorId] = (await member.send(new ListDetectorsCommand({}))).DetectorIds ?? [];
    expect(await member.send(new GetDetectorCommand({ DetectorId }))).toMatchObject({ Status: "ENABLED" });
    const describe = new DescribeOrganizationConfigurationCommand({ DetectorId: detectorId });
    expect(await refusal(administrator.send(describe))).toEqual(badRequest(NOT_MANAGEMENT));
    expect(await member.send(new GetAdministratorAccountCommand({ DetectorId }))).not.toHaveProperty(
      "Administrator.AccountId",
    );
    await member.send(new UpdateDetectorCommand({ DetectorId, FindingPublishingFrequency: "ONE_HOUR" }));
    await management.send(enable(MEMBER));
  });
});
