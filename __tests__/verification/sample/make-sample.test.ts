import { GetFindingsCommand, ListDetectorsCommand } from "@aws-sdk/client-guardduty";
import { Calls } from "../../../aws-clients/calls";
import { archiveSamples, createSample, newSample } from "../../../verification/sample/make-sample";
import {
  ADMINISTRATOR,
  MEMBER,
  account,
  serverForEachTest,
} from "../../local-aws/guardduty/support/guardduty-server";
import { addMembers, delegate, turnOn } from "../../local-aws/guardduty/support/organization";

const TYPE = "CryptoCurrency:EC2/BitcoinTool.B!DNS";

describe("Making a sample", () => {
  const current = serverForEachTest();

  it("gives a finding of its own each time, for an older one is archived", async () => {
    const client = current.server.client(ADMINISTRATOR);
    const place = { client, calls: new Calls(), detectorId: await turnOn(client), type: TYPE };
    expect(await newSample(place, [])).toBeUndefined();
    await createSample(place);
    const first = (await newSample(place, []))!;
    const older = await archiveSamples(place, client, place.detectorId);
    expect(older).toEqual([first]);
    expect(await newSample(place, older)).toBeUndefined();
    await createSample(place);
    const second = await newSample(place, older);
    expect([second, second === first]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), false]);
  });

  it("has the administrator archive a member's, which the member may not", async () => {
    const { server } = current;
    if (!server.accounts.some(({ id }) => id === MEMBER)) server.accounts.push(account(MEMBER));
    const { administrator, detectorId } = await delegate(server);
    await addMembers(administrator, detectorId, [MEMBER]);
    const client = server.client(MEMBER);
    const own = (await client.send(new ListDetectorsCommand({}))).DetectorIds![0]!;
    const place = { client, calls: new Calls(), detectorId: own, type: TYPE };
    await createSample(place);
    const older = await archiveSamples(place, administrator, detectorId);
    const { Findings } = await client.send(new GetFindingsCommand({ DetectorId: own, FindingIds: older }));
    expect(Findings?.map(({ Service }) => Service?.Archived)).toEqual([true]);
  });
});
