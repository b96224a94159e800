import {
  DeleteMembersCommand,
  DisassociateMembersCommand,
  ListMembersCommand,
  type GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import type { OrganizationConfig } from "../../config/config";
import { Calls } from "../../aws-clients/calls";
import type { MemberLeft, MembersChoice } from "../../off-boarding/members-left";
import { offBoardMembers } from "../../off-boarding/off-board-members";
import {
  ADMINISTRATOR,
  MANAGEMENT,
  MEMBER,
  OTHER_MEMBER,
  serverForEachTest,
} from "../local-aws/guardduty/support/guardduty-server";
import { addMembers, delegate, setMode, turnOn } from "../local-aws/guardduty/support/organization";

const organization = {
  managementAccountId: MANAGEMENT,
  administratorAccountId: ADMINISTRATOR,
} as OrganizationConfig;

describe("Off-boarding members", () => {
  const current = serverForEachTest();
  const reported: MemberLeft[][] = [];
  const steps: string[] = [];

  beforeEach(() => {
    reported.length = 0;
    steps.length = 0;
  });

  async function deployed() {
    await turnOn(current.server.client(MANAGEMENT));
    const { administrator, management, detectorId } = await delegate(current.server);
    await addMembers(administrator, detectorId, [MANAGEMENT, MEMBER, OTHER_MEMBER]);
    await setMode(administrator, detectorId, "ALL");
    return { administrator, management, detectorId };
  }

  function offBoard(
    clients: { administrator: GuardDutyClient; management: GuardDutyClient },
    members: MembersChoice = "keep",
    recorded: readonly MemberLeft[] = [],
  ): Promise<void> {
    return offBoardMembers({
      ...clients,
      ...{ region: "eu-west-1", organization, members, recorded, calls: new Calls() },
      onStep: (text) => steps.push(text),
      onMembers: (left) => reported.push([...left]),
    });
  }

  async function membersOf(client: GuardDutyClient, DetectorId: string) {
    const { Members } = await client.send(new ListMembersCommand({ DetectorId, OnlyAssociated: "false" }));
    return Members;
  }

  it("goes from ALL to NONE, disassociates and deletes, in that order", async () => {
    const { detectorId, ...clients } = await deployed();
    await offBoard(clients);
    expect(steps).toEqual(["new accounts: ALL to NONE", "disassociating 3 members", "deleting 3 members"]);
    expect(await membersOf(clients.administrator, detectorId)).toEqual([]);
  });

  it("tells which members stay on, before any of them is gone, and not the management account", async () => {
    const { detectorId: _, ...clients } = await deployed();
    await offBoard(clients);
    const left = [MEMBER, OTHER_MEMBER].map((account) => ({
      ...{ account, detector: "on", lastMonthDollars: expect.any(Number) as number },
    }));
    expect(reported).toEqual([left.map((member) => ({ ...member, isMember: true })), left]);
  });

  it("suspends before it disassociates, where that was chosen", async () => {
    const { detectorId: _, ...clients } = await deployed();
    await offBoard(clients, "suspend");
    expect(steps.slice(1)).toEqual([
      "suspending GuardDuty in 3 members",
      "disassociating 3 members",
      "deleting 3 members",
    ]);
    expect(reported[0]).toContainEqual(expect.objectContaining({ account: MEMBER, detector: "suspended" }));
  });

  it("finds nothing to do the second time", async () => {
    const { detectorId: _, ...clients } = await deployed();
    await offBoard(clients);
    steps.length = 0;
    await offBoard(clients);
    expect(steps).toEqual([]);
  });

  it("goes on after a run that ended between disassociating and deleting", async () => {
    const { detectorId, ...clients } = await deployed();
    const send = clients.administrator.send.bind(clients.administrator);
    const cut = jest
      .spyOn(clients.administrator, "send")
      .mockImplementation(((command: never, options: never) =>
        (command as object) instanceof DeleteMembersCommand
          ? Promise.reject(new Error("killed"))
          : send(command, options)) as never);
    await expect(offBoard(clients)).rejects.toThrow("killed");
    cut.mockRestore();
    await offBoard(clients);
    expect(await membersOf(clients.administrator, detectorId)).toEqual([]);
  });

  it("tells every account that GuardDuty left unprocessed, with the reason", async () => {
    const { detectorId: _, ...clients } = await deployed();
    const send = clients.administrator.send.bind(clients.administrator);
    const unprocessed = { UnprocessedAccounts: [{ AccountId: MEMBER, Result: "not today" }] };
    jest
      .spyOn(clients.administrator, "send")
      .mockImplementation(((command: never, options: never) =>
        (command as object) instanceof DeleteMembersCommand
          ? Promise.resolve(unprocessed)
          : send(command, options)) as never);
    await expect(offBoard(clients)).rejects.toThrow(
      `eu-west-1: DeleteMembers left accounts unprocessed\n  ${MEMBER}: not today`,
    );
  });

  it("keeps a member that AWS did not let go a member, in what it reports", async () => {
    const { detectorId: _, ...clients } = await deployed();
    const send = clients.administrator.send.bind(clients.administrator);
    const unprocessed = { UnprocessedAccounts: [{ AccountId: MEMBER, Result: "not today" }] };
    jest.spyOn(clients.administrator, "send").mockImplementation(((
      command: { input: { AccountIds?: string[] } },
      options: never,
    ) => {
      if (!(command instanceof DisassociateMembersCommand)) return send(command as never, options);
      const AccountIds = command.input.AccountIds!.filter((id) => id !== MEMBER);
      return send(new DisassociateMembersCommand({ ...command.input, AccountIds }), options).then(
        () => unprocessed,
      );
    }) as never);
    await expect(offBoard(clients)).rejects.toThrow("DisassociateMembers left accounts unprocessed");
    expect(reported.at(-1)!.map(({ account }) => account)).toEqual([OTHER_MEMBER]);
  });

  it("finds out about members that an earlier run was killed over", async () => {
    const { detectorId: _, ...clients } = await deployed();
    await offBoard(clients);
    reported.length = 0;
    await offBoard(clients, "keep", [{ account: MEMBER, detector: "on", isMember: true }]);
    expect(reported).toEqual([[{ account: MEMBER, detector: "on" }]]);
  });

  it("leaves an organization alone that another account administers", async () => {
    const { detectorId, ...clients } = await deployed();
    const other = { ...organization, administratorAccountId: OTHER_MEMBER };
    await offBoardMembers({
      ...clients,
      ...{ region: "eu-west-1", organization: other, members: "keep", calls: new Calls() },
      onMembers: () => undefined,
    });
    expect(await membersOf(clients.administrator, detectorId)).toHaveLength(3);
  });
});
