import { UpdateMemberDetectorsCommand } from "@aws-sdk/client-guardduty";
import { Attempts } from "../../../../aws-clients/attempts";
import { Calls } from "../../../../aws-clients/calls";
import { readCoverage } from "../../../../verification/read/guardduty/read-coverage";
import type { FeatureValues } from "../../../../verification/read/guardduty/feature-values";
import type { FoundMember } from "../../../../verification/read/guardduty/found-coverage";
import { addMembers, delegate, turnOn } from "../../../local-aws/guardduty/support/organization";
import {
  account,
  ADMINISTRATOR,
  MANAGEMENT,
  MEMBER,
  serverForEachTest,
  type GuardDutyServer,
} from "../../../local-aws/guardduty/support/guardduty-server";
import { batches } from "../../../../aws-clients/batches";

const IDS = Array.from({ length: 130 }, (_, n) => String(500_000_000_000 + n));

const TOO_MANY = {
  status: 429,
  headers: { "x-amzn-errortype": "TooManyRequestsException" },
  body: { message: "Too Many Requests" },
};

const NOTHING = { members: [], destinations: [], archiveFilters: [], trustedLists: [], otherLists: {} };

/** An organization with 130 members. */
async function largeOrganization(server: GuardDutyServer) {
  server.accounts.push(...IDS.map(account));
  const { administrator, management, detectorId } = await delegate(server);
  for (const batch of batches(IDS)) await addMembers(administrator, detectorId, batch);
  return {
    ...{ administrator, management, detectorId },
    ...{ administratorAccountId: ADMINISTRATOR, managementAccountId: MANAGEMENT },
  };
}

/** The same, and the management account is a member. */
async function withManagementMember(server: GuardDutyServer) {
  const organization = await largeOrganization(server);
  const ownId = await turnOn(organization.management);
  await addMembers(organization.administrator, organization.detectorId, [MANAGEMENT]);
  return { ...organization, ownId };
}

/** Lists members under a detector that none of them has any more. */
function listGoneDetectors({ service }: GuardDutyServer): void {
  const answer = service.handle.bind(service);
  jest.spyOn(service, "handle").mockImplementation(async (request) => {
    const found = await answer(request);
    const body = found.body as { readonly members?: readonly object[] };
    if (!request.path.endsWith("/member") || !body.members) return found;
    const members = body.members.map((member) => ({ ...member, detectorId: "0".repeat(32) }));
    return { ...found, body: { ...body, members } };
  });
}

describe("Reading coverage", () => {
  const current = serverForEachTest();

  it("takes thirteen calls, and two for each 50 members, while the management account has no detector", async () => {
    const organization = await largeOrganization(current.server);
    const calls = new Calls();
    const found = await readCoverage({ ...organization, calls, attempts: new Attempts() });
    expect(calls.count).toBe(13 + 2 * 3);
    const members = found.members as readonly FoundMember[];
    expect(members.map(({ accountId }) => accountId)).toEqual(IDS);
    const features = members.map((member) => member.features as FeatureValues);
    expect(features.every(({ S3_DATA_EVENTS }) => S3_DATA_EVENTS !== undefined)).toBe(true);
  });

  it("takes no more if the management account is a member: the list of members names its detector", async () => {
    const { ownId, ...organization } = await withManagementMember(current.server);
    const calls = new Calls();
    const found = await readCoverage({ ...organization, calls, attempts: new Attempts() });
    expect(found.managementDetector).toMatchObject({ id: ownId, enabled: true });
    expect(calls.count).toBe(13 + 2 * 3);
  });

  it("looks for the management account's detector if the listed one is gone", async () => {
    const { ownId, ...organization } = await withManagementMember(current.server);
    listGoneDetectors(current.server);
    const calls = new Calls();
    const found = await readCoverage({ ...organization, calls, attempts: new Attempts() });
    expect(found.managementDetector).toMatchObject({ id: ownId, enabled: true });
    expect(calls.count).toBe(13 + 2 * 3 + 2);
  });

  it("keeps a member's own plans apart from those that the others share", async () => {
    const organization = await largeOrganization(current.server);
    const { administrator, detectorId } = organization;
    const [own] = IDS as [string, ...string[]];
    const Features = [{ Name: "S3_DATA_EVENTS", Status: "ENABLED" } as const];
    await administrator.send(
      new UpdateMemberDetectorsCommand({ DetectorId: detectorId, AccountIds: [own], Features }),
    );
    const found = await readCoverage({ ...organization, calls: new Calls(), attempts: new Attempts() });
    const values = (found.members as readonly FoundMember[]).map(
      ({ features }) => (features as FeatureValues).S3_DATA_EVENTS,
    );
    expect(values).toEqual(IDS.map((id) => (id === own ? "ENABLED" : "DISABLED")));
  });

  it("asks for no member where another account is the administrator", async () => {
    const { management } = await largeOrganization(current.server);
    const own = current.server.client(MEMBER);
    const found = await readCoverage({
      administrator: own,
      management,
      administratorAccountId: MEMBER,
      managementAccountId: MANAGEMENT,
      calls: new Calls(),
      attempts: new Attempts(),
    });
    expect(found).toEqual({ administratorAccountId: ADMINISTRATOR, ...NOTHING });
  });

  it("reads a region where nothing is", async () => {
    const found = await readCoverage({
      administrator: current.server.client(ADMINISTRATOR),
      management: current.server.client(MANAGEMENT),
      administratorAccountId: ADMINISTRATOR,
      managementAccountId: MANAGEMENT,
      calls: new Calls(),
      attempts: new Attempts(),
    });
    expect(found).toEqual(NOTHING);
  });
});

describe("Throttled at random", () => {
  const current = serverForEachTest();

  it("reading still ends, and is right", async () => {
    const organization = await largeOrganization(current.server);
    const right = await readCoverage({ ...organization, calls: new Calls(), attempts: new Attempts() });
    const { service } = current.server;
    const answer = service.handle.bind(service);
    let requests = 0;
    jest.spyOn(service, "handle").mockImplementation((request) => {
      requests += 1;
      return Math.random() < 0.4 ? Promise.resolve(TOO_MANY) : answer(request);
    });
    const calls = new Calls({ sleep: () => Promise.resolve(), attempts: 50 });
    await expect(readCoverage({ ...organization, calls, attempts: new Attempts() })).resolves.toEqual(right);
    expect(requests).toBe(calls.count + calls.retries);
  });
});
