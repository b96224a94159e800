import type { PlannedAgainst } from "../../../../plan-review/conformance/expected-stacks";
import { conformed } from "../../conformance/examples";
import { reviewWorld } from "../../case-world";
import { liveWorld } from "../../seeded-mistakes/table";

type Kind = PlannedAgainst["kind"];

/** Reviews plans whose manifest claims one thing, and whose plan files show another. */
function reviewed(claimed: Kind, planned: Kind) {
  const world = liveWorld("first-day");
  world.manifest.mode = claimed;
  world.conformance = [conformed({ kind: planned })];
  const { rules, verdict, provenance } = reviewWorld(world);
  const rule = rules.find(({ id }) => id === "OD-042")!;
  return { rule, verdict, provenance, told: rule.evidence.map(({ detail }) => detail) };
}

describe("What plans were made against", () => {
  it.each<[Kind, Kind, string]>([
    ["live", "offline", "the manifest says live, the plan file was planned offline: nobody asked AWS"],
    ["live", "local", "the manifest says live, the plan file was planned against a local AWS"],
  ])("follows from the plan files: %s claimed, %s planned", (claimed, planned, told) => {
    const review = reviewed(claimed, planned);
    expect(review.rule.status).toBe("warn");
    expect(review.told).toEqual([told]);
    expect(review.verdict.live).toBe(false);
    expect(review.verdict.summary).toContain("can never be applied to AWS");
    expect(review.provenance.mode).toBe(planned);
  });

  it("is not live if the manifest denies it, whatever the plan files show", () => {
    const { rule, verdict, told } = reviewed("offline", "live");
    expect(rule.status).toBe("warn");
    expect(told).toEqual([
      "planned offline: nobody asked AWS",
      "the manifest says offline, the plan file was planned live",
    ]);
    expect(verdict.live).toBe(false);
  });

  it.each<[Kind, string]>([
    ["live", "pass"],
    ["offline", "warn"],
  ])("is as claimed if both agree: %s", (kind, status) => {
    expect(reviewed(kind, kind).rule.status).toBe(status);
  });
});
