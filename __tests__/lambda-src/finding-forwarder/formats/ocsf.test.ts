import Ajv from "ajv";
import fc from "../../../support/fast-check";
import { ocsf } from "../../../../lambda-src/finding-forwarder/formats/ocsf";
import { envelope, eventOf, findingBody, findingDetail, heartbeatBody } from "../factories";
import { baseEvent, detectionFinding } from "./ocsf-schema";

const ajv = new Ajv({ allErrors: true });
const problems = (schema: object, line: string) => {
  const validate = ajv.compile(schema);
  validate(JSON.parse(line));
  return validate.errors ?? [];
};

describe("ocsf", () => {
  const record = JSON.parse(ocsf(eventOf(findingBody())));

  it("is a Detection Finding with all that its schema requires", () => {
    expect(problems(detectionFinding, ocsf(eventOf(findingBody())))).toEqual([]);
    expect(record).toMatchObject({
      class_uid: 2004,
      category_uid: 2,
      activity_id: 2,
      type_uid: 200402,
      severity_id: 3,
    });
  });

  it("names the account, the region and the finding", () => {
    expect(record.cloud).toMatchObject({
      provider: "AWS",
      region: "eu-west-1",
      account: { uid: "012345678901" },
    });
    expect(record.finding_info).toMatchObject({
      uid: "8cc1e4f2a9b04b6d9f6b0b1c2d3e4f50",
      modified_time: Date.UTC(2026, 10, 24, 10, 5),
    });
    expect(record.metadata.original_time).toBe("2026-11-24T10:05:00.000Z");
    expect(record.unmapped.envelope.account).toBe("222222222222");
    expect(record.unmapped.arn).toBe(findingDetail().arn);
  });

  it("carries the finding's own text", () => {
    const detail = JSON.stringify(findingDetail()).replace('"severity":5', '"severity":5.0');
    const line = ocsf(eventOf(JSON.stringify(envelope("@")).replace('"@"', detail)));
    expect(JSON.parse(line).raw_data).toBe(detail);
  });

  it.each([
    ["created", {}, 1],
    ["updated", { updatedAt: "2026-11-24T11:00:00.000Z" }, 2],
    ["archived", { service: { archived: true } }, 3],
  ])("tells that a finding was %s", (_, overrides, activity) => {
    const line = ocsf(eventOf(findingBody({ updatedAt: "2026-11-24T09:55:00.000Z", ...overrides })));
    expect(JSON.parse(line)).toMatchObject({ activity_id: activity, type_uid: 200400 + activity });
  });

  it.each([
    [3.9, 2],
    [4, 3],
    [8.95, 4],
    [9, 5],
  ])("gives severity %d the id %d", (severity, id) => {
    expect(JSON.parse(ocsf(eventOf(findingBody({ severity })))).severity_id).toBe(id);
  });

  it("sends a heartbeat as a Base Event", () => {
    const line = ocsf(eventOf(heartbeatBody()));
    expect(problems(baseEvent, line)).toEqual([]);
    expect(JSON.parse(line).cloud).toMatchObject({ region: "eu-west-1", account: { uid: "222222222222" } });
  });

  it("stays valid whatever the optional parts of a finding are", () => {
    const anything = fc.option(fc.jsonValue(), { nil: undefined });
    const parts = fc.record({
      title: anything,
      description: anything,
      service: fc.oneof(anything, fc.record({ count: anything, eventFirstSeen: anything })),
      resource: anything,
      arn: anything,
      createdAt: fc.string(),
    });
    fc.assert(
      fc.property(parts, (overrides) =>
        expect(problems(detectionFinding, ocsf(eventOf(findingBody(overrides))))).toEqual([]),
      ),
    );
  });
});
