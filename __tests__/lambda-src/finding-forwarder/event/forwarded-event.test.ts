import fc from "../../../support/fast-check";
import { readEvent } from "../../../../lambda-src/finding-forwarder/event/forwarded-event";
import { FORMATS, type Format } from "../../../../lambda-src/finding-forwarder/formats/format";
import { envelope, eventOf, findingBody, findingDetail, heartbeatBody } from "../factories";

describe("readEvent", () => {
  it("reads a finding, its account and the account of the bus", () => {
    expect(eventOf(findingBody())).toMatchObject({
      kind: "finding",
      accountId: "012345678901",
      envelopeAccount: "222222222222",
      region: "eu-west-1",
      id: "8cc1e4f2a9b04b6d9f6b0b1c2d3e4f50",
      updatedAt: "2026-11-24T10:05:00.000Z",
      updatedTime: Date.UTC(2026, 10, 24, 10, 5),
      score: 5,
      severity: "medium",
    });
  });

  it("keeps the envelope, without the detail", () => {
    const { detail: _, ...rest } = envelope(findingDetail());
    expect(eventOf(findingBody()).envelope).toEqual(rest);
  });

  it("keeps the text of the detail, numbers as they were written", () => {
    const detail = JSON.stringify(findingDetail()).replace(
      '"count":3',
      '"count":3.0,"port":44705.0,"n":98765432109876543210',
    );
    const body = JSON.stringify(envelope("@")).replace('"@"', detail);
    expect(eventOf(body).detailText).toBe(detail);
  });

  it("puts a detail that came on several lines on one", () => {
    const event = eventOf(JSON.stringify(envelope(findingDetail()), undefined, 2).replaceAll("\n", "\r\n"));
    expect(event.detailText).not.toMatch(/[\r\n]/);
    expect(JSON.parse(event.detailText)).toEqual(findingDetail());
  });

  it("accepts the API's case", () => {
    const detail = Object.fromEntries(
      Object.entries(findingDetail()).map(([name, value]) => [name[0]!.toUpperCase() + name.slice(1), value]),
    );
    expect(eventOf(JSON.stringify(envelope(detail)))).toMatchObject({
      accountId: "012345678901",
      severity: "medium",
    });
  });

  it.each([[12345678901], ["12345678901"], ["0123-4567-8901"]])(
    "restores the account id that came as %p",
    (accountId) => {
      expect(eventOf(findingBody({ accountId })).accountId).toBe("012345678901");
    },
  );

  it("says when a finding was updated, also when it came as a number", () => {
    const event = eventOf(findingBody({ updatedAt: 1_764_000_000 }));
    expect(event.updatedAt).toBe("2025-11-24T16:00:00.000Z");
  });

  it("forwards a finding whose time it does not understand", () => {
    expect(eventOf(findingBody({ updatedAt: "a while ago" }))).toMatchObject({
      updatedAt: "a while ago",
      updatedTime: undefined,
    });
  });

  it("reads the schedule's event as a heartbeat of the account and region it came from", () => {
    expect(eventOf(heartbeatBody())).toMatchObject({
      kind: "heartbeat",
      accountId: "222222222222",
      region: "eu-west-1",
      id: "11111111-2222-4333-8444-555555555555",
      updatedAt: "2026-11-24T10:06:00Z",
      severity: "informational",
      detailText: "{}",
    });
  });

  it("reads the heartbeat of earlier stacks, which may still wait in the queue", () => {
    const earlier = { "detail-type": "Scheduled Event", source: "aws.events" };
    expect(eventOf(JSON.stringify(envelope({}, earlier)))).toMatchObject({ kind: "heartbeat" });
  });

  it("never takes an event of the heartbeat's source for a finding, and never the other way round", () => {
    const named = (source: string, detailType: string) =>
      readEvent(JSON.stringify(envelope(findingDetail(), { source, "detail-type": detailType })));
    for (const detailType of ["GuardDuty Finding", "Scheduled Event", "orgduty heartbeat "])
      expect(named("orgduty", detailType)).toEqual({
        rejected: "source orgduty sends heartbeats, and this is none",
      });
    for (const source of ["aws.guardduty", "orgduty.other", "Orgduty"])
      expect(named(source, "orgduty heartbeat")).toEqual({
        rejected: "detail-type orgduty heartbeat: not a GuardDuty finding",
      });
    expect(named("aws.guardduty", "Scheduled Event")).toHaveProperty("rejected");
  });

  it.each<Format>(["guardduty", "ocsf", "cef"])(
    "lets nothing of a heartbeat's detail or resources pass for a finding's, as %s",
    (format) => {
      const heartbeat = JSON.parse(heartbeatBody()) as object;
      const forged = { ...heartbeat, detail: findingDetail({ title: "FORGED" }), resources: ["FORGED"] };
      const event = eventOf(JSON.stringify(forged));
      expect(event).toMatchObject({
        kind: "heartbeat",
        accountId: "222222222222",
        severity: "informational",
      });
      const record = FORMATS[format](event);
      expect(record).toBe(FORMATS[format](eventOf(heartbeatBody())));
      for (const taken of ["FORGED", "012345678901", "SSHBruteForce"]) expect(record).not.toContain(taken);
    },
  );

  it.each(["id", "type", "accountId", "region", "severity", "createdAt", "updatedAt"])(
    "rejects a finding without %s",
    (name) => {
      expect(readEvent(findingBody({ [name]: null }))).toEqual({ rejected: `the finding lacks ${name}` });
    },
  );

  it("rejects what is not an event of EventBridge", () => {
    expect(readEvent('{"secret":"x"')).toEqual({ rejected: "the body is not a JSON object" });
    expect(readEvent("[]")).toEqual({ rejected: "the body is not a JSON object" });
    expect(readEvent("{}")).toEqual({ rejected: "not an EventBridge event: it has no detail" });
  });

  it("rejects other detail-types of the same source", () => {
    const body = JSON.stringify(envelope({}, { "detail-type": "AWS API Call via CloudTrail" }));
    expect(readEvent(body)).toEqual({
      rejected: "detail-type AWS API Call via CloudTrail: not a GuardDuty finding",
    });
    expect(readEvent(JSON.stringify(envelope({}, { "detail-type": undefined })))).toEqual({
      rejected: "detail-type is missing: not a GuardDuty finding",
    });
  });

  it.each(["id", "type", "region", "updatedAt"])("rejects a finding whose %s is no text", (name) => {
    for (const value of [{ toString: 1, valueOf: 1 }, {}, ["a"], true])
      expect(readEvent(findingBody({ [name]: value }))).toEqual({
        rejected: `the finding's ${name} is neither text nor a number`,
      });
  });

  it("takes an account id of more than 12 digits as it is: a finding that is told oddly is still a finding", () => {
    expect(readEvent(findingBody({ accountId: "0123456789012" }))).toMatchObject({
      event: { accountId: "0123456789012" },
    });
  });

  it("rejects an account id that is none, and a severity that is no number", () => {
    expect(readEvent(findingBody({ accountId: "me" }))).toEqual({
      rejected: "the finding's accountId is not an account id",
    });
    expect(readEvent(findingBody({ severity: "bad" }))).toEqual({
      rejected: "the finding's severity is not a number",
    });
  });

  it("never throws, whatever the body, and never quotes it", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((detail) => JSON.stringify(envelope(detail))),
        ),
        (body) => {
          const reading = readEvent(body);
          if ("rejected" in reading)
            expect(reading.rejected).toMatch(
              /^(the body is|not an Event|detail-type|the finding|source orgduty)/,
            );
        },
      ),
    );
  });

  it("passes through whatever else a finding holds", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 13 }), fc.jsonValue()), (extra) => {
        const detail = findingDetail(extra);
        expect(eventOf(JSON.stringify(envelope(detail))).detailText).toBe(JSON.stringify(detail));
      }),
    );
  });
});
