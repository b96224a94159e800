import { isObject, textAt, valueAt } from "../../../../lambda-src/finding-forwarder/event/json-object";

describe("valueAt", () => {
  it("finds a member in the case of events and in that of the API", () => {
    expect(valueAt({ service: { count: 1 } }, "service", "count")).toBe(1);
    expect(valueAt({ Service: { Count: 1 } }, "service", "count")).toBe(1);
  });

  it("takes null for absent, also on the way", () => {
    expect(valueAt({ service: null }, "service")).toBeUndefined();
    expect(valueAt({ service: null }, "service", "count")).toBeUndefined();
    expect(valueAt({ service: "text" }, "service", "count")).toBeUndefined();
  });
});

describe("textAt", () => {
  it("passes text and nothing else", () => {
    expect(textAt({ title: "t" }, "title")).toBe("t");
    expect(textAt({ title: 1 }, "title")).toBeUndefined();
  });
});

describe("isObject", () => {
  it("refuses null and arrays", () => {
    expect([isObject({}), isObject(null), isObject([]), isObject("x")]).toEqual([true, false, false, false]);
  });
});
