import { destroyNotice, destroyText, membersLeft } from "../../cli/destroy-text";
import { stackList } from "../../config/stack-list";
import type { MemberLeft } from "../../verification/off-boarding/members-left";
import { tinyConfig } from "../terraform-runner/tiny-config";

const stacks = stackList(tinyConfig("orgduty.yaml", ["eu-west-1", "us-east-2"]));
const on = (account: string, lastMonthDollars?: number): MemberLeft => ({
  ...{ account, detector: "on" },
  ...(lastMonthDollars === undefined ? {} : { lastMonthDollars }),
});
const DONE = { destroyed: ["eu-west-1"], failed: {}, notStarted: [] };

describe("destroy's text", () => {
  it("says before it asks what goes, in which order", () => {
    expect(destroyNotice(stacks, "keep", undefined)).toMatch(/order: eu-west-1, us-east-2, foundation-aws\n/);
  });

  it.each([
    ["keep", undefined, "left on, and goes on costing"],
    ["suspend", undefined, "suspended, not deleted"],
    ["keep", "Breaker", "deleted, findings included, with their role Breaker"],
  ] as const)("says what becomes of members under %s, %s", (members, role, text) => {
    expect(destroyNotice(stacks, members, role)).toContain(`GuardDuty in the members is ${text}`);
  });

  it("lists each member that was left, with its regions and what it cost", () => {
    const left = membersLeft({
      members: { "eu-west-1": [on("2", 1.5), on("1")], "us-east-2": [on("2", 2)] },
    });
    expect(destroyText(DONE, left).split("\n").slice(-3)).toEqual([
      "GuardDuty was left in 2 members, which are on their own now:",
      "  1: eu-west-1 on; cost not known",
      "  2: eu-west-1 on, us-east-2 on; 3.50 USD in the last 30 days",
    ]);
  });

  it("lists no member whose detector was deleted", () => {
    const left = membersLeft({ members: { "eu-west-1": [{ account: "1", detector: "deleted" }] } });
    expect(destroyText(DONE, left)).toBe("destroyed: eu-west-1");
  });

  it("says how to go on after a failure", () => {
    const outcome = { destroyed: [], failed: { "eu-west-1": "no" }, notStarted: ["foundation-aws"] };
    expect(destroyText(outcome, [])).toBe(
      "failed: eu-west-1\nnot started: foundation-aws\nto go on: run the same command again",
    );
  });
});
