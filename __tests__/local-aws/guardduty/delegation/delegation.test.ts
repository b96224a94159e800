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
import { ADMINISTRATOR, MANAGEMENT, MEMBER, STRANGER, serverForEachTest } from "../support/guardduty-server";
import { addMembers, badRequest, delegate, refusal, turnOn } from "../support/organization";

const enable = (AdminAccountId: string) => new EnableOrganizationAdminAccountCommand({ AdminAccountId });
const NOT_MANAGEMENT =
  "The request failed because you do not have required AWS Organization master permission.";
const INVALID =
  "The request is rejected because an invalid or out-of-range value is specified as an input parameter.";

describe("Delegation in the local GuardDuty", () => {
  const told: string[][] = [];
  let passing = async (): Promise<void> => undefined;
  const current = serverForEachTest({
    onDelegation: async (...delegation) => {
      told.push(delegation);
      await passing();
    },
  });

  /** Stops the next first delegation on its way, until it is released. */
  function holdDelegations(): { reached: Promise<void>; release: () => void } {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const reached = new Promise<void>((resolve) => {
      passing = async () => {
        resolve();
        await held;
      };
    });
    return { reached, release };
  }

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

  it("fails in a second region while the organization's first delegation is under way, and works afterwards", async () => {
    const [first, second, ...others] = ["eu-west-1", "us-east-1", "eu-west-2", "us-west-2"].map((region) =>
      current.server.client(MANAGEMENT, region),
    );
    const hold = holdDelegations();
    const underWay = first?.send(enable(ADMINISTRATOR));
    await hold.reached;
    expect(await refusal(second!.send(enable(ADMINISTRATOR)))).toEqual(badRequest(INVALID));
    hold.release();
    await underWay;
    await Promise.all([second!, ...others].map((client) => client.send(enable(ADMINISTRATOR))));
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
