import {
  DeleteDetectorCommand,
  DeleteMembersCommand,
  DisassociateFromAdministratorAccountCommand,
  DisassociateFromMasterAccountCommand,
  DisassociateMembersCommand,
  GetAdministratorAccountCommand,
  GetDetectorCommand,
  GetMembersCommand,
  InviteMembersCommand,
  ListMembersCommand,
  StartMonitoringMembersCommand,
  StopMonitoringMembersCommand,
} from "@aws-sdk/client-guardduty";
import { MEMBER, OTHER_MEMBER, serverForEachTest } from "../support/guardduty-server";
import { addMembers, badRequest, delegate, refusal, setMode, turnOn } from "../support/organization";

const NOT_ASSOCIATED =
  "The request is rejected because the given account ID is not an associated member of account the current account.";

describe("Members that leave the local GuardDuty", () => {
  const current = serverForEachTest();

  async function oneMember() {
    const memberDetectorId = await turnOn(current.server.client(MEMBER));
    const { administrator, detectorId: DetectorId } = await delegate(current.server);
    await addMembers(administrator, DetectorId, [MEMBER]);
    return { administrator, DetectorId, ids: { DetectorId, AccountIds: [MEMBER] }, memberDetectorId };
  }

  it("are unprocessed by DeleteMembers before DisassociateMembers, and gone after both", async () => {
    const { administrator, ids } = await oneMember();
    expect((await administrator.send(new DeleteMembersCommand(ids))).UnprocessedAccounts).toEqual([
      {
        AccountId: MEMBER,
        Result:
          "The request is rejected because the current account cannot delete the given member account ID since it is still associated to it.",
      },
    ]);
    expect((await administrator.send(new DisassociateMembersCommand(ids))).UnprocessedAccounts).toEqual([]);
    expect((await administrator.send(new DeleteMembersCommand(ids))).UnprocessedAccounts).toEqual([]);
    expect((await administrator.send(new GetMembersCommand(ids))).Members).toEqual([]);
  });

  it("are Removed in between, listed only on request, and standalone with GuardDuty on", async () => {
    const { administrator, DetectorId, ids, memberDetectorId } = await oneMember();
    await administrator.send(new DisassociateMembersCommand(ids));
    expect((await administrator.send(new ListMembersCommand({ DetectorId }))).Members).toEqual([]);
    const all = await administrator.send(new ListMembersCommand({ DetectorId, OnlyAssociated: "false" }));
    expect(all.Members).toMatchObject([{ AccountId: MEMBER, RelationshipStatus: "Removed" }]);
    const member = current.server.client(MEMBER);
    const own = { DetectorId: memberDetectorId };
    expect(await member.send(new GetDetectorCommand(own))).toMatchObject({ Status: "ENABLED" });
    expect((await member.send(new GetAdministratorAccountCommand(own))).Administrator).toBeUndefined();
    await member.send(new DeleteDetectorCommand(own));
  });

  it("come back by CreateMembers", async () => {
    const { administrator, DetectorId, ids } = await oneMember();
    await administrator.send(new DisassociateMembersCommand(ids));
    await addMembers(administrator, DetectorId, [MEMBER]);
    expect((await administrator.send(new GetMembersCommand(ids))).Members).toMatchObject([
      { RelationshipStatus: "Enabled" },
    ]);
  });

  it("cannot while ALL holds: not disassociated, not deleted, not suspended", async () => {
    const { administrator, DetectorId, ids } = await oneMember();
    await setMode(administrator, DetectorId, "ALL");
    for (const answer of [
      administrator.send(new DisassociateMembersCommand(ids)),
      administrator.send(new DeleteMembersCommand(ids)),
      administrator.send(new StopMonitoringMembersCommand(ids)),
    ].map(refusal)) {
      expect(await answer).toMatchObject({
        name: "BadRequestException",
        message: expect.stringContaining("autoEnableOrganizationMembers is ALL"),
      });
    }
    await setMode(administrator, DetectorId, "NONE");
    expect((await administrator.send(new DisassociateMembersCommand(ids))).UnprocessedAccounts).toEqual([]);
  });

  it("can be suspended and resumed while they are members", async () => {
    const { administrator, DetectorId, ids, memberDetectorId } = await oneMember();
    await administrator.send(new StopMonitoringMembersCommand(ids));
    expect((await administrator.send(new GetMembersCommand(ids))).Members).toMatchObject([
      { RelationshipStatus: "Disabled" },
    ]);
    const own = new GetDetectorCommand({ DetectorId: memberDetectorId });
    expect(await current.server.client(MEMBER).send(own)).toMatchObject({ Status: "DISABLED" });
    await administrator.send(new StartMonitoringMembersCommand(ids));
    expect(await current.server.client(MEMBER).send(own)).toMatchObject({ Status: "ENABLED" });
    const strangers = new StopMonitoringMembersCommand({ DetectorId, AccountIds: [OTHER_MEMBER] });
    expect((await administrator.send(strangers)).UnprocessedAccounts).toEqual([
      { AccountId: OTHER_MEMBER, Result: NOT_ASSOCIATED },
    ]);
  });

  it.each([
    ["they were suspended", StopMonitoringMembersCommand],
    ["they were removed", DisassociateMembersCommand],
  ])("are on again under ALL a while after %s", async (_, Leave) => {
    const { administrator, DetectorId, ids } = await oneMember();
    await administrator.send(new Leave(ids));
    await setMode(administrator, DetectorId, "ALL");
    await administrator.send(new GetMembersCommand(ids));
    current.server.passMilliseconds(60_000);
    expect((await administrator.send(new GetMembersCommand(ids))).Members).toMatchObject([
      { RelationshipStatus: "Enabled" },
    ]);
  });

  it("keep their administrator's detector from being deleted while they are associated", async () => {
    const { administrator, DetectorId, ids } = await oneMember();
    expect(await refusal(administrator.send(new DeleteDetectorCommand({ DetectorId })))).toEqual(
      badRequest(
        "The request is rejected because the current account cannot delete detector while it has invited or associated members.",
      ),
    );
    await administrator.send(new DisassociateMembersCommand(ids));
    await administrator.send(new DeleteDetectorCommand({ DetectorId }));
  });

  it("cannot be invited, being of the organization", async () => {
    const { administrator, DetectorId } = await oneMember();
    const command = new InviteMembersCommand({ DetectorId, AccountIds: [OTHER_MEMBER] });
    expect((await administrator.send(command)).UnprocessedAccounts).toEqual([
      { AccountId: OTHER_MEMBER, Result: expect.stringContaining("cannot be invited") },
    ]);
  });

  it("cannot leave by themselves, nor by deleting their detector", async () => {
    const { memberDetectorId: DetectorId } = await oneMember();
    const member = current.server.client(MEMBER);
    for (const answer of [
      member.send(new DeleteDetectorCommand({ DetectorId })),
      member.send(new DisassociateFromAdministratorAccountCommand({ DetectorId })),
      member.send(new DisassociateFromMasterAccountCommand({ DetectorId })),
    ].map(refusal)) {
      expect(await answer).toEqual(
        badRequest(
          "The request is rejected because member cannot disassociate from Organization administrator",
        ),
      );
    }
  });
});
