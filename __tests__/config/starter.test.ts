import { STARTER } from "../../config/starter";
import { problemsOf } from "./checked";

/** The same text with its commented-out keys put in. */
const withEveryKey = STARTER.replace(/^( *)# ( *["\w-]+:)/gm, "$1$2");

describe("the config that orgduty init writes", () => {
  it("has no problem", () => {
    expect(problemsOf(STARTER)).toEqual([]);
  });

  it("has none either with its commented-out sections", () => {
    expect(withEveryKey).toContain("\nforwarding:\n  logRelay:\n");
    expect(problemsOf(withEveryKey)).toEqual([]);
  });
});
