import fc from "../../../support/fast-check";
import { guardduty } from "../../../../lambda-src/finding-forwarder/formats/guardduty";
import { envelope, eventOf, findingBody, findingDetail, heartbeatBody } from "../factories";

describe("guardduty", () => {
  it("begins with what a relay searches for, leading zero kept", () => {
    expect(guardduty(eventOf(findingBody()))).toMatch(
      /^\{"accountId":"012345678901","envelopeAccount":"222222222222","region":"eu-west-1","id":"8cc1e4f2a9b04b6d9f6b0b1c2d3e4f50","updatedAt":"2026-11-24T10:05:00\.000Z","finding":\{/,
    );
  });

  it("holds the finding's own text and the envelope", () => {
    const detail = JSON.stringify(findingDetail()).replace('"severity":5', '"severity":5.0');
    const record = guardduty(eventOf(JSON.stringify(envelope("@")).replace('"@"', detail)));
    expect(record).toContain(`"finding":${detail},"envelope":{`);
    expect(JSON.parse(record).envelope["detail-type"]).toBe("GuardDuty Finding");
  });

  it("says heartbeat in place of finding", () => {
    expect(guardduty(eventOf(heartbeatBody()))).toMatch(
      /^\{"accountId":"222222222222","envelopeAccount":"222222222222","region":"eu-west-1","id":"[0-9a-f-]+","updatedAt":"2026-11-24T10:06:00Z","heartbeat":\{\},"envelope":/,
    );
  });

  it("is one line of JSON, whatever the finding holds", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.jsonValue(),
        fc.constantFrom(undefined, 2),
        (title, extra, space) => {
          const detail = findingDetail({ title, extra });
          const record = guardduty(eventOf(JSON.stringify(envelope(detail), undefined, space)));
          expect(record).not.toMatch(/[\r\n]/);
          expect(JSON.parse(record).finding).toEqual(JSON.parse(JSON.stringify(detail)));
        },
      ),
    );
  });
});
