import { findingPattern } from "../../../../config/finding-pattern";
import { findingTypesFitThePattern } from "../../../../config/rules/forwarding/finding-types-fit-the-pattern";
import { RELAY, findings } from "../../valid-document";

/** Types that make a pattern of so many characters. */
function typesOf(characters: number): { unlisted: string }[] {
  const types = Array.from({ length: 34 }, (_, n) => `UnauthorizedAccess:EC2/MaliciousIPCaller${n + 10}`);
  const last = "Recon:EC2/";
  const missing = characters - JSON.stringify(findingPattern({ findingTypes: [...types, last] })).length;
  return [...types, last + "x".repeat(missing)].map((unlisted) => ({ unlisted }));
}

describe("findingTypesFitThePattern", () => {
  it("rejects more types than one event pattern takes", () => {
    expect(
      findings(findingTypesFitThePattern, {
        forwarding: { logRelay: RELAY, findingTypes: typesOf(2049) },
      }),
    ).toEqual(["forwarding.findingTypes: the event pattern has 2049 characters, EventBridge takes 2048"]);
  });

  it("accepts a pattern that just fits, and none", () => {
    const fitting = { forwarding: { logRelay: RELAY, findingTypes: typesOf(2048) } };
    expect(findings(findingTypesFitThePattern, fitting)).toEqual([]);
    expect(findings(findingTypesFitThePattern)).toEqual([]);
  });
});
