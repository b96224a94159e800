import fc from "../../../support/fast-check";
import { parseEventBody } from "../../../../lambda-src/finding-forwarder/event/event-body";

describe("parseEventBody", () => {
  it("takes an event apart, wherever its detail is", () => {
    const expected = { envelope: { a: 1, b: [2] }, detail: { c: 3 }, detailText: '{"c":3.0}' };
    expect(parseEventBody('{"a":1,"b":[2],"detail":{"c":3.0}}')).toEqual(expected);
    expect(parseEventBody('{"a":1,"detail":{"c":3.0},"b":[2]}')).toEqual(expected);
    expect(parseEventBody(' { "detail" : {"c":3.0} , "a":1,"b":[2] } ')).toEqual(expected);
  });

  it.each([
    ['{"x":{"detail":1},"detail":2}', 2],
    ['{"detail":1,"detail":2}', 2],
    ['{"detail":{"detail":1}}', { detail: 1 }],
    ['{"detail":1,"a":1,"x":{"detail":3}}', 1],
    ['{"x":"\\"detail\\":1","detail":2}', 2],
  ])("is not misled by %s", (body, detail) => {
    expect(parseEventBody(body)).toMatchObject({ detail, detailText: JSON.stringify(detail) });
  });

  it.each(["", "[]", "null", '{"detail":1', '{"detail":1}}', '{"detail":1} x', '{"detail":}', '"detail":1}'])(
    "rejects %s",
    (body) => {
      expect(parseEventBody(body)).toBeUndefined();
    },
  );

  it("agrees with JSON.parse about every text", () => {
    const name = fc.constantFrom("detail", "a", "b");
    const members = fc.array(fc.tuple(name, fc.jsonValue({ maxDepth: 2 })), { maxLength: 5 });
    const text = members.map(
      (list) => `{${list.map(([key, value]) => `"${key}":${JSON.stringify(value)}`).join(",")}}`,
    );
    fc.assert(
      fc.property(fc.oneof(text, fc.json(), fc.string()), (body) => {
        const parts = parseEventBody(body);
        let parsed: unknown;
        try {
          parsed = JSON.parse(body);
        } catch {
          parsed = undefined;
        }
        if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
          expect(parts).toBeUndefined();
        else
          expect({ ...parts!.envelope, ...("detail" in parsed ? { detail: parts!.detail } : {}) }).toEqual(
            parsed,
          );
      }),
    );
  });
});
