import { setImmediate as tick } from "node:timers/promises";
import { stackList } from "../../../config/stack-list";
import { inOrder } from "../../../terraform/apply/in-order";
import { tinyConfig } from "../support/tiny-config";

const STACKS = stackList(tinyConfig("orgduty.yaml", ["eu-west-1", "us-east-1", "us-east-2"]));

/** Runs the stacks and returns what started and ended, in order. */
async function events(
  stacks: typeof STACKS,
  limit: number,
  failing: readonly string[] = [],
): Promise<string[]> {
  const log: string[] = [];
  await inOrder(stacks, limit, async ({ name }) => {
    log.push(`start ${name}`);
    await tick();
    log.push(`end ${name}`);
    return !failing.includes(name);
  });
  return log;
}

describe("inOrder", () => {
  it("runs foundation, then the canary alone, then the others in parallel", async () => {
    expect(await events(STACKS, 8)).toEqual([
      "start foundation-aws",
      "end foundation-aws",
      "start us-east-2",
      "end us-east-2",
      "start eu-west-1",
      "start us-east-1",
      "end eu-west-1",
      "end us-east-1",
    ]);
  });

  it("never runs more than the limit at once", async () => {
    expect((await events(STACKS, 1)).slice(4)).toEqual([
      "start eu-west-1",
      "end eu-west-1",
      "start us-east-1",
      "end us-east-1",
    ]);
  });

  it("starts nothing after a failure", async () => {
    expect(await events(STACKS, 8, ["us-east-2"])).toHaveLength(4);
  });

  it("starts nothing after a failure that nothing depends on", async () => {
    expect(await events(STACKS, 1, ["eu-west-1"])).not.toContain("start us-east-1");
  });

  it("waits for what runs when something fails", async () => {
    expect(await events(STACKS, 8, ["eu-west-1"])).toContain("end us-east-1");
  });

  it("does not wait for a stack that was not planned", async () => {
    expect(await events(STACKS.slice(2), 8)).toHaveLength(4);
  });

  it("passes on what its work throws once nothing runs any more, and starts nothing new", async () => {
    const log: string[] = [];
    const regions = STACKS.slice(2);
    const work = async ({ name }: (typeof STACKS)[number]) => {
      log.push(`start ${name}`);
      if (name === "eu-west-1") throw new Error("no space");
      await tick();
      log.push(`end ${name}`);
      return true;
    };
    await expect(inOrder(regions, 2, work)).rejects.toThrow("no space");
    expect(log).toEqual(["start eu-west-1", "start us-east-1", "end us-east-1"]);
    log.length = 0;
    await expect(inOrder(regions, 1, work)).rejects.toThrow("no space");
    expect(log).toEqual(["start eu-west-1"]);
  });

  it("passes on what its work throws at once", async () => {
    await expect(inOrder(STACKS, 2, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  });
});
