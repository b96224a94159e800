import { askAws, caseWorld, reviewWorld, type World } from "../case-world";
import { conformed, type Plan } from "./examples";
import { HARMLESS_VARIATIONS } from "./harmless-variations";

const worldOf = (plan: Plan): World => {
  const world = caseWorld("first-day");
  askAws(world);
  world.conformance = [conformed(plan)];
  return world;
};

describe("A harmless variation", () => {
  const [equal, named] = [0, 1].map((count) =>
    HARMLESS_VARIATIONS.filter((one) => one.named.length === count).map((one) => [one.what, one] as const),
  );

  it("is one of at least 28", () => {
    expect(HARMLESS_VARIATIONS.length).toBeGreaterThanOrEqual(28);
  });

  it.each(equal!)("is no difference: %s", (_, plan) => {
    const { conformance, verdict } = reviewWorld(worldOf(plan));
    expect([conformance.differences, verdict.passed]).toEqual([[], true]);
  });

  it.each(named!)("is named where it is, and nowhere else, and may be waived: %s", (_, plan) => {
    const world = worldOf(plan);
    const { conformance, verdict } = reviewWorld(world);
    const addresses = [...new Set(conformance.differences.map(({ address }) => address))];
    expect([addresses, verdict.passed]).toEqual([plan.named, false]);
    world.project.config.review.differences = conformance.differences.map(({ address, attribute }) => ({
      ...{ address, attribute, reason: "harmless", owner: "someone", until: "2027-01-31" },
    }));
    expect(reviewWorld(world).verdict.passed).toBe(true);
  });
});

describe("A third apply", () => {
  it.each(["first-day", "hub"])("has nothing to do, and nothing against it: %s", (name) => {
    const world = caseWorld(name);
    askAws(world);
    for (const stack of Object.keys(world.plans))
      for (const { change } of world.plans[stack]!.resource_changes)
        Object.assign(change, { actions: ["no-op"], before: change.after });
    const { rules, verdict, changes } = reviewWorld(world);
    expect(rules.filter(({ status }) => status === "fail" || status === "warn").map(({ id }) => id)).toEqual(
      [],
    );
    expect([verdict.passed, changes]).toEqual([true, []]);
  });
});
