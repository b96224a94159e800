import { caseWorld, judgeWorld } from "../../case-world";

/** What OD-004 says of a case whose plans lack a region. */
function saidOf(shard?: { number: number; of: number }): string[] {
  const world = caseWorld("first-day");
  world.manifest.stacks = world.manifest.stacks.filter(({ name }) => name !== "us-east-2");
  if (shard) world.manifest.shard = shard;
  const report = judgeWorld(world).find(({ id }) => id === "OD-004");
  return report!.evidence.map(({ detail }) => detail);
}

describe("OD-004", () => {
  it("says of a shard that it is one, and what makes a set of all", () => {
    expect(saidOf({ number: 3, of: 8 })).toEqual([
      "has no plan in shard 3/8: ./orgduty merge makes one set of all shards",
    ]);
    expect(saidOf()).toEqual(["has no plan"]);
  });
});
