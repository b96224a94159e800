import { KNOWN_TYPES, MADE_TYPES } from "../../../../plan-review/judge/process/known-types";
import { acme, synthesize } from "../../../support/fleet";
import { hub } from "../../../support/forwarding-fleets";

describe("Types that orgduty makes", () => {
  it("are those of the examples' stacks, in order, and known to the review", () => {
    const stacks = [...synthesize(acme()), ...synthesize(hub())];
    const made = [...new Set(stacks.flatMap(({ resource }) => Object.keys(resource)))].sort();
    expect(MADE_TYPES).toEqual(made);
    expect(made.filter((type) => !KNOWN_TYPES.has(type))).toEqual([]);
  });
});
