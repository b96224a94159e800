import type { ListEventSourceMappingsCommand } from "@aws-sdk/client-lambda";
import { Attempts } from "../../../aws-clients/attempts";
import { Calls } from "../../../aws-clients/calls";
import type { RegionClients } from "../../../aws-clients/region-clients";
import { Live } from "../../../verification/read/live";
import { readMappings } from "../../../verification/read/mappings";
import { acme } from "../../support/fleet";
import { healthyRegion } from "../compare/found";

const NAME = "acme-guardduty-findings";
const PLACE = "eu-west-1:222222222222";
const functionArn = (name: string) => `arn:aws:lambda:${PLACE}:function:${name}`;
const queueArn = (name: string) => `arn:aws:sqs:${PLACE}:${name}`;

const OWN = { UUID: "own", FunctionArn: functionArn(NAME), EventSourceArn: queueArn(NAME), State: "Enabled" };
const THIEF = { ...OWN, UUID: "thief", FunctionArn: functionArn("thief") };
const SECOND = { ...OWN, UUID: "second", EventSourceArn: queueArn("second") };
const FOREIGN = { ...THIEF, UUID: "foreign", EventSourceArn: queueArn("foreign") };
const ALL = [OWN, THIEF, SECOND, FOREIGN];

/** Reads the mappings of a region whose account has so many that one page has `page` of these. */
async function read(page: number) {
  const { expected } = healthyRegion(acme(), "eu-west-1");
  const send = ({ input }: ListEventSourceMappingsCommand) => {
    const { EventSourceArn: source, FunctionName: name } = input;
    if (source === undefined && name === undefined)
      return Promise.resolve({
        EventSourceMappings: ALL.slice(0, page),
        ...(page < ALL.length && { NextMarker: "more" }),
      });
    const found = ALL.filter((one) => one.EventSourceArn === source || one.FunctionArn.endsWith(`:${name}`));
    return Promise.resolve({ EventSourceMappings: found });
  };
  const clients = { lambda: { send } } as unknown as RegionClients;
  const [live, calls] = [new Live(), new Calls()];
  await readMappings({ clients, calls, attempts: new Attempts(), expected, live, region: "eu-west-1" });
  const own = live.get("aws_lambda_event_source_mapping", `${queueArn(NAME)} ${NAME}`);
  return {
    own,
    calls: calls.count,
    unexpected: live.unexpected.map(({ reason, resource }) => [reason, resource]),
  };
}

describe("Event source mappings", () => {
  const unexpected = [
    ["QUEUE_SHARED", NAME],
    ["NOT_EXPECTED", `${NAME} mapping second`],
  ];

  it("are read in one call if the account has a page of them, and those of others are left out", async () => {
    const found = await read(ALL.length);
    expect(found).toEqual({
      own: expect.objectContaining({ enabled: true }) as unknown,
      calls: 1,
      unexpected,
    });
  });

  it("are read for each queue and function if the account has more, and none is missed", async () => {
    const found = await read(1);
    expect(found).toEqual({
      own: expect.objectContaining({ enabled: true }) as unknown,
      calls: 5,
      unexpected,
    });
  });
});
