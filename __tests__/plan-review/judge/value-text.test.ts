import { valueText } from "../../../plan-review/judge/value-text";

describe("valueText", () => {
  it.each([
    ["ALL", "ALL"],
    [undefined, "not given"],
    [null, "not given"],
    [true, "true"],
    [{ any: ["ALL"] }, '{"any":["ALL"]}'],
  ])("shows %j as %s", (value, text) => {
    expect(valueText(value, "not given")).toBe(text);
  });
});
