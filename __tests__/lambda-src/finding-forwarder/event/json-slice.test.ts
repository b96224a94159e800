import fc from "../../../support/fast-check";
import { sliceMember } from "../../../../lambda-src/finding-forwarder/event/json-slice";

describe("sliceMember", () => {
  it("keeps numbers as they were written", () => {
    const detail = '{"port":44705.0,"launchTime":1.507656063E12,"id":12345678901234567890}';
    expect(sliceMember(`{"detail":${detail},"x":1}`, "detail")).toBe(detail);
  });

  it("looks at the top level only", () => {
    expect(
      sliceMember('{"a":{"detail":1},"b":["detail",{"detail":2}],"c":"\\"detail\\":3","detail":4}', "detail"),
    ).toBe("4");
  });

  it("knows a name that is written with escapes", () => {
    expect(sliceMember('{"\\u0064etail":[1, 2]}', "detail")).toBe("[1, 2]");
  });

  it("takes the last of a repeated name, as JSON.parse does", () => {
    expect(sliceMember('{"detail":1,"detail":{"a":2}}', "detail")).toBe('{"a":2}');
  });

  it("returns undefined where there is no such member", () => {
    expect(sliceMember('{"a":1}', "detail")).toBeUndefined();
    expect(sliceMember("{}", "detail")).toBeUndefined();
  });

  it("cuts out exactly the text of any member, however it is spaced", () => {
    const spacing = fc.constantFrom(undefined, 1, 3, "\t");
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.jsonValue(),
        spacing,
        (others, detail, space) => {
          const object = { ...others, detail };
          const sliced = sliceMember(JSON.stringify(object, undefined, space), "detail");
          expect(JSON.parse(sliced!)).toEqual(JSON.parse(JSON.stringify(detail)));
          if (space === undefined) expect(sliced).toBe(JSON.stringify(detail));
        },
      ),
    );
  });
});
