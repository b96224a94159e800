import {
  CreateFilterCommand,
  DisassociateMembersCommand,
  StopMonitoringMembersCommand,
  UpdateMemberDetectorsCommand,
} from "@aws-sdk/client-guardduty";
import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { Calls } from "../../../aws-clients/calls";
import { readExistingRegion } from "../../../existing/read/read-existing-region";
import { addMembers, delegate, turnOn } from "../../local-aws/guardduty/support/organization";
import {
  account,
  ADMINISTRATOR,
  MANAGEMENT,
  MEMBER,
  OTHER_MEMBER,
  serverForEachTest,
  type GuardDutyServer,
} from "../../local-aws/guardduty/support/guardduty-server";

const RULE = { Name: "siem", EventPattern: '{"source":["aws.guardduty"]}', State: "ENABLED" };

/** A default bus with these rules; each rule has one target. */
function bus(rules: readonly object[] = []): EventBridgeClient {
  const send = async (command: object) =>
    command.constructor.name === "ListRulesCommand"
      ? { Rules: rules }
      : { Targets: [{ Arn: "arn:aws:sns:eu-west-1:222222222222:siem" }] };
  return { send } as unknown as EventBridgeClient;
}

const refused = () =>
  Promise.reject(Object.assign(new Error("not\nallowed"), { name: "AccessDeniedException" }));

function propsFor(server: GuardDutyServer, events = bus(), administrator = ADMINISTRATOR) {
  return {
    management: { accountId: MANAGEMENT, guardDuty: server.client(MANAGEMENT), events: bus() },
    administrator: { accountId: administrator, guardDuty: server.client(administrator), events },
    partition: "aws" as const,
    calls: new Calls(),
  };
}

describe("Reading what exists in a region", () => {
  const current = serverForEachTest();

  it("takes seven calls where nothing is, and finds nothing", async () => {
    const props = propsFor(current.server);
    const nothing = { filters: [], lists: [], destinations: [], malwarePlans: [], forwarders: [] };
    expect(await readExistingRegion(props)).toEqual({
      members: [],
      management: { accountId: MANAGEMENT, ...nothing },
      administrator: { accountId: ADMINISTRATOR, ...nothing },
    });
    expect(props.calls.count).toBe(7);
  });

  it("reads a log archive in three calls more, and as unread if it does not let us in", async () => {
    const { server } = current;
    const third = { accountId: MEMBER, guardDuty: server.client(MEMBER), events: bus([RULE]) };
    const props = { ...propsFor(server), logArchive: third };
    expect((await readExistingRegion(props)).logArchive).toMatchObject({
      accountId: MEMBER,
      forwarders: [{ rule: "siem", targets: ["arn:aws:sns:eu-west-1:222222222222:siem"] }],
    });
    expect(props.calls.count).toBe(7 + 3 + 1);
    const closed = { ...third, guardDuty: { send: refused } as unknown as typeof third.guardDuty };
    const { logArchive } = await readExistingRegion({ ...props, logArchive: closed });
    expect(logArchive).toEqual({ unread: "AccessDeniedException: not allowed" });
  });

  it("puts members with the same state and plans together, two calls for each 50", async () => {
    const ids = Array.from({ length: 70 }, (_, n) => String(500_000_000_000 + n));
    current.server.accounts.push(...ids.map(account));
    const { administrator, detectorId: DetectorId } = await delegate(current.server);
    for (const some of [[MEMBER, OTHER_MEMBER], ids.slice(0, 50), ids.slice(50)])
      await addMembers(administrator, DetectorId, some);
    await administrator.send(new DisassociateMembersCommand({ DetectorId, AccountIds: [OTHER_MEMBER] }));
    await administrator.send(new StopMonitoringMembersCommand({ DetectorId, AccountIds: [MEMBER] }));
    const Features = [{ Name: "S3_DATA_EVENTS", Status: "ENABLED" } as const];
    await administrator.send(
      new UpdateMemberDetectorsCommand({ DetectorId, AccountIds: [ids[5]!], Features }),
    );
    const props = propsFor(current.server);
    const { delegatedTo, organization, members } = await readExistingRegion(props);
    expect(delegatedTo).toBe(ADMINISTRATOR);
    expect(organization).toMatchObject({ newAccounts: "NONE", features: { S3_DATA_EVENTS: "NONE" } });
    expect(members).toEqual([
      { state: "DISABLED", features: expect.anything(), accounts: [MEMBER] },
      {
        state: "ENABLED",
        features: expect.objectContaining({ S3_DATA_EVENTS: "DISABLED" }),
        accounts: ids.filter((id) => id !== ids[5]),
      },
      {
        state: "ENABLED",
        features: expect.objectContaining({ S3_DATA_EVENTS: "ENABLED" }),
        accounts: [ids[5]],
      },
      { state: "REMOVED", accounts: [OTHER_MEMBER] },
    ]);
    expect(props.calls.count).toBe(7 + 1 + 1 + 2 * 2 + 6);
  });

  it("finds filters by rank, and rules that take findings with what they send to", async () => {
    const { server } = current;
    const detectorId = await turnOn(server.client(ADMINISTRATOR));
    for (const Name of ["second", "first"])
      await server.client(ADMINISTRATOR).send(
        new CreateFilterCommand({
          DetectorId: detectorId,
          Name,
          Rank: 1,
          Action: "ARCHIVE",
          FindingCriteria: { Criterion: { severity: { LessThan: 4 } } },
        }),
      );
    const others = [
      { ...RULE, Name: "off", State: "DISABLED" },
      { ...RULE, Name: "other", EventPattern: '{"source":["aws.ec2"]}' },
    ];
    const { administrator } = await readExistingRegion(propsFor(server, bus([RULE, ...others])));
    expect(administrator.detector).toMatchObject({
      id: detectorId,
      enabled: true,
      features: { S3_DATA_EVENTS: "ENABLED" },
    });
    expect(administrator.filters).toMatchObject([
      { name: "first", rank: 1 },
      { name: "second", rank: 2, action: "ARCHIVE" },
    ]);
    expect(administrator.forwarders).toEqual([
      { rule: "siem", pattern: RULE.EventPattern, targets: ["arn:aws:sns:eu-west-1:222222222222:siem"] },
    ]);
  });

  it("reads no members where another account administers, and says so", async () => {
    await delegate(current.server);
    const { delegatedTo, organization, members } = await readExistingRegion(
      propsFor(current.server, bus(), MEMBER),
    );
    const why = {
      unread: `GuardDuty is delegated to ${ADMINISTRATOR} here, and only that account may read this`,
    };
    expect([delegatedTo, organization, members]).toEqual([ADMINISTRATOR, why, why]);
  });

  it("records what is refused as unread, on one line, and reads the rest", async () => {
    await delegate(current.server);
    const props = propsFor(current.server, { send: refused } as unknown as EventBridgeClient);
    const { administrator, members } = await readExistingRegion(props);
    expect(administrator.forwarders).toEqual({ unread: "AccessDeniedException: not allowed" });
    expect(members).toEqual([]);
    const management = { ...props.management, guardDuty: server(refused) };
    const half = await readExistingRegion({ ...propsFor(current.server), management });
    expect(half.delegatedTo).toEqual({ unread: "AccessDeniedException: not allowed" });
    expect(half.management.filters).toEqual({ unread: "AccessDeniedException: not allowed" });
    expect(half.administrator.detector).toMatchObject({ enabled: true });
  });

  it("rejects a region of which nothing can be read", async () => {
    const props = propsFor(current.server);
    const guardDuty = server(refused);
    const closed = {
      ...props,
      management: { ...props.management, guardDuty },
      administrator: { ...props.administrator, guardDuty },
    };
    await expect(readExistingRegion(closed)).rejects.toThrow("not");
  });
});

function server(send: () => Promise<never>) {
  return { send } as unknown as ReturnType<GuardDutyServer["client"]>;
}
