import fc from "../../support/fast-check";
import { dealtTo } from "../../../plans-folder/shards/deal";
import { parsedShard, shardText } from "../../../plans-folder/shards/shard";

const stacksArbitrary = fc.uniqueArray(
  fc.record({ name: fc.string(), cost: fc.integer({ min: 1, max: 50 }) }),
  {
    selector: ({ name }) => name,
    maxLength: 20,
  },
);

describe("dealtTo", () => {
  it("gives each stack to exactly one shard, in the stacks' own order, and no shard much more than another", () => {
    fc.assert(
      fc.property(stacksArbitrary, fc.integer({ min: 1, max: 20 }), (stacks, of) => {
        const shards = Array.from({ length: of }, (_, index) =>
          dealtTo({ number: index + 1, of }, stacks, ({ cost }) => cost),
        );
        expect(new Set(shards.flat()).size).toBe(stacks.length);
        expect(shards.flat()).toHaveLength(stacks.length);
        for (const shard of shards) expect(shard).toEqual(stacks.filter((stack) => shard.includes(stack)));
        const sums = shards.map((shard) => shard.reduce((sum, { cost }) => sum + cost, 0));
        const dearest = Math.max(0, ...stacks.map(({ cost }) => cost));
        expect(Math.max(...sums) - Math.min(...sums)).toBeLessThanOrEqual(dearest);
      }),
    );
  });

  it("deals the same again", () => {
    fc.assert(
      fc.property(stacksArbitrary, (stacks) => {
        const deal = () => dealtTo({ number: 1, of: 3 }, [...stacks], ({ cost }) => cost);
        expect(deal()).toEqual(deal());
      }),
    );
  });
});

describe("parsedShard", () => {
  it.each(["1/1", "3/8", "16/16"])("reads %s", (text) => {
    expect(shardText(parsedShard(text)!)).toBe(text);
  });

  it.each(["", "3", "3/", "/8", "3-8", "3/8/9", "-1/8", "1.5/8", "a/b", "1/10000"])("rejects %j", (text) => {
    expect(parsedShard(text)).toBeUndefined();
  });
});
