import { differencesAreNamed } from "../../../config/rules/differences-are-named";
import { findings } from "../valid-document";

describe("differencesAreNamed", () => {
  it("rejects a waiver, or a severity, of a rule that compares plans with the config", () => {
    const waiver = { reason: "r", owner: "o", until: "2027-01-31" };
    const review = { rules: { "OD-058": "warn" }, waivers: { "OD-057": waiver, "OD-059": waiver } };
    expect(findings(differencesAreNamed, { review })).toEqual([
      "review.rules.OD-058: OD-058 compares plans with what this config makes: it cannot be lowered as a whole",
      "review.waivers.OD-057: OD-057 compares plans with what this config makes: it cannot be waived as a whole",
      "review.waivers.OD-059: OD-059 compares plans with what this config makes: it cannot be waived as a whole",
    ]);
  });

  it("rejects an exception from one, whatever resource it names", () => {
    const exception = { address: "*", reason: "r", owner: "o", until: "2027-01-31" };
    const review = { exceptions: ["OD-057", "OD-001"].map((rule) => ({ rule, ...exception })) };
    expect(findings(differencesAreNamed, { review })).toEqual([
      "review.exceptions.0.rule: OD-057 compares plans with what this config makes: an exception would accept any difference of the resource",
    ]);
  });

  it("accepts those of other rules", () => {
    expect(findings(differencesAreNamed, { review: { rules: { "OD-019": "deny" } } })).toEqual([]);
    expect(findings(differencesAreNamed)).toEqual([]);
  });
});
