import {
  CreateMembersCommand,
  GetAdministratorAccountCommand,
  GetDetectorCommand,
  GetMasterAccountCommand,
  GetMemberDetectorsCommand,
  GetMembersCommand,
  ListDetectorsCommand,
  ListMembersCommand,
  UpdateDetectorCommand,
  UpdateMemberDetectorsCommand,
  UpdateOrganizationConfigurationCommand,
} from "@aws-sdk/client-guardduty";
import {
  ADMINISTRATOR,
  MANAGEMENT,
  MEMBER,
  OTHER_MEMBER,
  STRANGER,
  serverForEachTest,
  withServer,
} from "../support/guardduty-server";
import { addMembers, badRequest, delegate, refusal, turnOn } from "../support/organization";

const INVALID =
  "The request is rejected because an invalid or out-of-range value is specified as an input parameter.";
const NOT_ASSOCIATED =
  "The request is rejected because the given account ID is not an associated member of account the current account.";

describe("Members of the local GuardDuty", () => {
  const current = serverForEachTest();

  it("get GuardDuty with the administrator's frequency and the organization's plans", async () => {
    const { administrator, detectorId: DetectorId } = await delegate(current.server);
    const frequency = { DetectorId, FindingPublishingFrequency: "FIFTEEN_MINUTES" } as const;
    await administrator.send(new UpdateDetectorCommand(frequency));
    const Features = [{ Name: "RDS_LOGIN_EVENTS", AutoEnable: "NEW" } as const];
    const configuration = { DetectorId, AutoEnableOrganizationMembers: "NEW", Features } as const;
    await administrator.send(new UpdateOrganizationConfigurationCommand(configuration));
    expect(await addMembers(administrator, DetectorId, [MEMBER])).toEqual([]);
    const member = current.server.client(MEMBER);
    const [memberDetector] = (await member.send(new ListDetectorsCommand({}))).DetectorIds ?? [];
    const detector = await member.send(new GetDetectorCommand({ DetectorId: memberDetector }));
    expect(detector).toMatchObject({ Status: "ENABLED", FindingPublishingFrequency: "FIFTEEN_MINUTES" });
    const on = detector.Features?.filter(({ Status }) => Status === "ENABLED").map(({ Name }) => Name);
    expect(on).toEqual(["CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS", "RDS_LOGIN_EVENTS"]);
  });

  it("follow the administrator when it changes the frequency", async () => {
    const { administrator, detectorId: DetectorId } = await delegate(current.server);
    const memberDetector = await turnOn(current.server.client(MEMBER));
    await addMembers(administrator, DetectorId, [MEMBER]);
    await administrator.send(
      new UpdateDetectorCommand({ DetectorId, FindingPublishingFrequency: "ONE_HOUR" }),
    );
    const command = new GetDetectorCommand({ DetectorId: memberDetector });
    expect(await current.server.client(MEMBER).send(command)).toMatchObject({
      FindingPublishingFrequency: "ONE_HOUR",
    });
  });

  it("are read back with their detector, e-mail and administrator", async () => {
    const { administrator, detectorId: DetectorId } = await delegate(current.server);
    const memberDetector = await turnOn(current.server.client(MEMBER));
    await addMembers(administrator, DetectorId, [MEMBER]);
    const answer = await administrator.send(
      new GetMembersCommand({ DetectorId, AccountIds: [MEMBER, OTHER_MEMBER] }),
    );
    expect(answer.Members).toEqual([
      {
        ...{ AccountId: MEMBER, DetectorId: memberDetector, Email: `${MEMBER}@example.com` },
        ...{ MasterId: ADMINISTRATOR, AdministratorId: ADMINISTRATOR, RelationshipStatus: "Enabled" },
        ...{ InvitedAt: "2026-11-24T00:00:00.000Z", UpdatedAt: "2026-11-24T00:00:00.000Z" },
      },
    ]);
    expect(answer.UnprocessedAccounts).toEqual([{ AccountId: OTHER_MEMBER, Result: NOT_ASSOCIATED }]);
  });

  it("know their administrator; others have none", async () => {
    const { administrator, detectorId } = await delegate(current.server);
    const DetectorId = await turnOn(current.server.client(MEMBER));
    await addMembers(administrator, detectorId, [MEMBER]);
    const member = current.server.client(MEMBER);
    const expected = { AccountId: ADMINISTRATOR, RelationshipStatus: "Enabled" };
    expect((await member.send(new GetAdministratorAccountCommand({ DetectorId }))).Administrator).toEqual(
      expected,
    );
    expect((await member.send(new GetMasterAccountCommand({ DetectorId }))).Master).toEqual(expected);
    const own = await administrator.send(new GetAdministratorAccountCommand({ DetectorId: detectorId }));
    expect(own.Administrator).toBeUndefined();
  });

  it("come back unprocessed, with the reason and status 200", async () => {
    const { administrator, detectorId } = await delegate(current.server);
    current.server.accounts.push({ id: "666666666666", name: "gone", email: "", status: "SUSPENDED" });
    const asked = [MANAGEMENT, ADMINISTRATOR, STRANGER, "666666666666", MEMBER];
    expect(await addMembers(administrator, detectorId, asked)).toEqual([
      {
        AccountId: MANAGEMENT,
        Result:
          "Operation failed because your organization master must first enable GuardDuty to be added as a member",
      },
      { AccountId: ADMINISTRATOR, Result: expect.stringContaining("cannot be a member of itself") },
      { AccountId: STRANGER, Result: expect.stringContaining("not a member of your organization") },
      { AccountId: "666666666666", Result: expect.stringContaining("not active") },
    ]);
  });

  it("include the management account once it has a detector in the region", async () => {
    const { administrator, detectorId, management } = await delegate(current.server);
    await turnOn(management);
    expect(await addMembers(administrator, detectorId, [MANAGEMENT])).toEqual([]);
  });

  it("have the organization's settings applied again by CreateMembers", async () => {
    const { administrator, detectorId: DetectorId } = await delegate(current.server);
    const Features = [{ Name: "S3_DATA_EVENTS", AutoEnable: "NEW" } as const];
    const configuration = { DetectorId, AutoEnableOrganizationMembers: "NEW", Features } as const;
    await administrator.send(new UpdateOrganizationConfigurationCommand(configuration));
    await addMembers(administrator, DetectorId, [MEMBER]);
    const off = [{ Name: "S3_DATA_EVENTS", Status: "DISABLED" } as const];
    await administrator.send(
      new UpdateMemberDetectorsCommand({ DetectorId, AccountIds: [MEMBER], Features: off }),
    );
    await addMembers(administrator, DetectorId, [MEMBER]);
    const command = new GetMemberDetectorsCommand({ DetectorId, AccountIds: [MEMBER] });
    const [member] = (await administrator.send(command)).MemberDataSourceConfigurations ?? [];
    expect(member?.DataSources?.S3Logs?.Status).toBe("ENABLED");
  });

  it("are listed in pages of 50 at most", async () => {
    const { administrator, detectorId: DetectorId } = await delegate(current.server);
    const ids = Array.from({ length: 60 }, (_, index) => String(500000000000 + index));
    for (const id of ids) current.server.accounts.push({ id, name: id, email: "", status: "ACTIVE" });
    await addMembers(administrator, DetectorId, ids.slice(0, 50));
    await addMembers(administrator, DetectorId, ids.slice(50));
    const first = await administrator.send(new ListMembersCommand({ DetectorId }));
    expect(first.Members).toHaveLength(50);
    const second = await administrator.send(
      new ListMembersCommand({ DetectorId, NextToken: first.NextToken }),
    );
    expect([...(first.Members ?? []), ...(second.Members ?? [])].map(({ AccountId }) => AccountId)).toEqual(
      ids,
    );
    expect(second.NextToken).toBeUndefined();
    const three = await administrator.send(new ListMembersCommand({ DetectorId, MaxResults: 3 }));
    expect(three.Members).toHaveLength(3);
  });

  it("rejects more than 50 accounts a call", async () => {
    const { administrator, detectorId: DetectorId } = await delegate(current.server);
    const AccountIds = Array.from({ length: 51 }, (_, index) => String(500000000000 + index));
    const AccountDetails = AccountIds.map((AccountId) => ({ AccountId, Email: "a@example.com" }));
    const Features = [{ Name: "S3_DATA_EVENTS", Status: "ENABLED" } as const];
    for (const answer of [
      administrator.send(new CreateMembersCommand({ DetectorId, AccountDetails })),
      administrator.send(new GetMembersCommand({ DetectorId, AccountIds })),
      administrator.send(new GetMemberDetectorsCommand({ DetectorId, AccountIds })),
      administrator.send(new UpdateMemberDetectorsCommand({ DetectorId, AccountIds, Features })),
    ].map(refusal)) {
      expect(await answer).toEqual(badRequest(INVALID));
    }
  });

  it("rejects callers that are not the administrator", async () => {
    await delegate(current.server);
    const member = current.server.client(MEMBER);
    const DetectorId = await turnOn(member);
    const expected = badRequest(
      "The request failed because the account is not the GuardDuty delegated administrator.",
    );
    expect(await refusal(addMembers(member, DetectorId, [OTHER_MEMBER]))).toEqual(expected);
    expect(await refusal(member.send(new ListMembersCommand({ DetectorId })))).toEqual(expected);
  });

  it("whose account is suspended say so", async () => {
    const { administrator, detectorId: DetectorId } = await delegate(current.server);
    await addMembers(administrator, DetectorId, [MEMBER]);
    Object.assign(current.server.accounts.find(({ id }) => id === MEMBER) ?? {}, { status: "SUSPENDED" });
    const { Members } = await administrator.send(new GetMembersCommand({ DetectorId, AccountIds: [MEMBER] }));
    expect(Members?.[0]?.RelationshipStatus).toBe("AccountSuspended");
  });
});

describe("Members that appear later", () => {
  const current = serverForEachTest({ delays: { memberAppearsMs: 5_000 } });

  it("are Created, and their plans cannot be changed, until they are associated", async () => {
    const { administrator, detectorId: DetectorId } = await delegate(current.server);
    await addMembers(administrator, DetectorId, [MEMBER]);
    const get = new GetMembersCommand({ DetectorId, AccountIds: [MEMBER] });
    expect((await administrator.send(get)).Members?.[0]?.RelationshipStatus).toBe("Created");
    const Features = [{ Name: "S3_DATA_EVENTS", Status: "ENABLED" } as const];
    const update = new UpdateMemberDetectorsCommand({ DetectorId, AccountIds: [MEMBER], Features });
    expect((await administrator.send(update)).UnprocessedAccounts).toEqual([
      { AccountId: MEMBER, Result: NOT_ASSOCIATED },
    ]);
    current.server.passMilliseconds(5_000);
    expect((await administrator.send(get)).Members?.[0]?.RelationshipStatus).toBe("Enabled");
    expect((await administrator.send(update)).UnprocessedAccounts).toEqual([]);
  });
});

describe("E-mails of members", () => {
  it.each([
    ["given", "given@example.com"],
    ["organization", `${MEMBER}@example.com`],
    ["empty", ""],
  ] as const)("may come back as %s", (emails, expected) =>
    withServer({ emails }, async (server) => {
      const { administrator, detectorId: DetectorId } = await delegate(server);
      const AccountDetails = [{ AccountId: MEMBER, Email: "given@example.com" }];
      await administrator.send(new CreateMembersCommand({ DetectorId, AccountDetails }));
      const { Members } = await administrator.send(new ListMembersCommand({ DetectorId }));
      expect(Members?.[0]?.Email).toBe(expected);
    }),
  );
});
