import { STARTER } from "../../config/starter";
import { problemsOf } from "./checked";

/** The same text with its commented-out keys put in. */
const withEveryKey = STARTER.replace(/^( *)# (?!yaml-language-server)( *["\w-]+:)/gm, "$1$2");

describe("the config that orgduty init writes", () => {
  it("has no problem", () => {
    expect(problemsOf(STARTER)).toEqual([]);
  });

  it("has none either with its commented-out sections", () => {
    expect(withEveryKey).toContain("\nforwarding:\n  logRelay:\n");
    const filledIn = withEveryKey.replace("WHY", "penetration-test range").replace("WHO", "red team");
    expect(problemsOf(filledIn)).toEqual([]);
  });

  it("does not let the template's words stand for a reason and an owner", () => {
    expect(problemsOf(withEveryKey).map(({ message }) => message)).toEqual([
      '"WHY" is a word to replace, no reason',
      '"WHO" is a word to replace, no owner',
    ]);
  });
});
