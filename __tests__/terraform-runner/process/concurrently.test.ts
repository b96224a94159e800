import { setImmediate as tick } from "node:timers/promises";
import { concurrently } from "../../../terraform/process/concurrently";

describe("concurrently", () => {
  it("runs every item, at most the limit at once", async () => {
    let running = 0;
    let peak = 0;
    const done: number[] = [];
    await concurrently([1, 2, 3, 4, 5], 2, async (item) => {
      running += 1;
      peak = Math.max(peak, running);
      await tick();
      running -= 1;
      done.push(item);
    });
    expect([done, peak]).toEqual([[1, 2, 3, 4, 5], 2]);
  });

  it("rejects once nothing runs any more, and starts nothing after a failure", async () => {
    const done: number[] = [];
    const work = async (item: number) => {
      if (item === 1) throw new Error("first");
      await tick();
      done.push(item);
    };
    await expect(concurrently([1, 2, 3, 4], 2, work)).rejects.toThrow("first");
    expect(done).toEqual([2]);
  });
});
