import { objectsIn } from "../../../../cli/commands/backfill/json-objects";
import fc from "../../../support/fast-check";

describe("objectsIn", () => {
  it("gives each object of a list as it was written", () => {
    const text =
      '{"other":[{"a":1}], "list": [ {"a": 1.0, "b":"}\\"]"} ,{"c":[{"d":12345678901234567890}]}],"z":"list"}';
    expect(objectsIn(text, "list")).toEqual([
      '{"a": 1.0, "b":"}\\"]"}',
      '{"c":[{"d":12345678901234567890}]}',
    ]);
    expect(objectsIn(text, "absent")).toEqual([]);
  });

  it("finds what JSON.parse finds, whatever the objects hold", () => {
    const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue()));
    fc.assert(
      fc.property(objects, objects, (list, other) => {
        expect(objectsIn(JSON.stringify({ other, list, last: other }), "list")).toEqual(
          list.map((object) => JSON.stringify(object)),
        );
      }),
    );
  });
});
