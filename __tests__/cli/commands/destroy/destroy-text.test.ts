import {
  destroyNotice,
  destroyText,
  membersLeft,
  type DestroyNoticeProps,
} from "../../../../cli/commands/destroy/destroy-text";
import { stackList } from "../../../../config/stack-list";
import type { MemberLeft } from "../../../../off-boarding/members-left";
import { tinyConfig } from "../../../terraform-runner/support/tiny-config";

const config = tinyConfig("orgduty.yaml", ["eu-west-1", "us-east-2"]);
const stacks = stackList(config);
const on = (account: string, lastMonthDollars?: number): MemberLeft => ({
  ...{ account, detector: "on" },
  ...(lastMonthDollars === undefined ? {} : { lastMonthDollars }),
});
const DONE = {
  config,
  destroyed: ["eu-west-1"],
  failed: {},
  notStarted: [],
  unfinished: [],
  strayStates: [],
};
const notice = (options: Partial<DestroyNoticeProps>) =>
  destroyNotice({ config, stacks, members: "keep", isLocal: false, ...options });

describe("destroy's text", () => {
  it("says before it asks what goes, in which order", () => {
    expect(notice({})).toMatch(/order: eu-west-1, us-east-2, foundation-aws\n/);
  });

  it("says in whose accounts, and whether they are only the local AWS's", () => {
    const accounts = "partition aws: management account 111111111111, administrator 222222222222";
    expect(notice({})).toContain(`in AWS, ${accounts}`);
    expect(notice({ isLocal: true })).toContain(`in the local AWS, ${accounts}`);
  });

  it.each([
    ["keep", undefined, "left on, and AWS goes on billing it"],
    ["suspend", undefined, "suspended, not deleted"],
    ["keep", "Breaker", "deleted, findings included, through their role Breaker"],
  ] as const)("says what becomes of members under %s, %s", (members, role, text) => {
    expect(notice({ members, ...(role === undefined ? {} : { memberRole: role }) })).toContain(
      `GuardDuty in the members is ${text}`,
    );
  });

  it("lists each member that was left, with its regions and what it cost", () => {
    const left = membersLeft({
      members: { "eu-west-1": [on("2", 1.5), on("1")], "us-east-2": [on("2", 2)] },
    });
    const both = { ...DONE, destroyed: ["eu-west-1", "us-east-2"] };
    expect(destroyText(both, left).split("\n").slice(-3)).toEqual([
      "GuardDuty was left in 2 members, without an administrator from now on:",
      "  1: eu-west-1 on; cost not known",
      "  2: eu-west-1 on, us-east-2 on; 3.50 USD in the last 30 days",
    ]);
  });

  it("lists no member whose detector was deleted", () => {
    const left = membersLeft({ members: { "eu-west-1": [{ account: "1", detector: "deleted" }] } });
    expect(destroyText(DONE, left)).toBe("destroyed: eu-west-1");
  });

  it("lists each member that refused its role, with the reason, until nobody asks it any more", () => {
    const left = membersLeft({ members: { "eu-west-1": [{ ...on("1"), refusal: "AccessDenied: no" }] } });
    expect(destroyText({ ...DONE, unfinished: ["eu-west-1"] }, left)).toContain(
      "GuardDuty could not be deleted in:\n  1 in eu-west-1: AccessDenied: no\n  fix: ",
    );
    expect(destroyText(DONE, left)).not.toContain("AccessDenied");
  });

  it("names what is left up: a region of an earlier run, and one that the config does not have", () => {
    const strayStates = [{ stack: "eu-west-3", file: "state/eu-west-3.tfstate" }];
    expect(destroyText({ ...DONE, unfinished: ["us-east-1"], strayStates }, [])).toBe(
      "destroyed: eu-west-1\nunfinished since an earlier run: us-east-1\nnot destroyed, because not in the config: eu-west-3",
    );
  });

  it("says how to go on after a failure", () => {
    const outcome = { ...DONE, destroyed: [], failed: { "eu-west-1": "no" }, notStarted: ["foundation-aws"] };
    expect(destroyText(outcome, [])).toBe(
      "failed: eu-west-1\nnot started: foundation-aws\nto continue: run the same command again",
    );
  });

  it("says which members stay on under suspend, because an earlier run let them go", () => {
    const leftBefore = membersLeft({ members: { "eu-west-1": [on("1"), { ...on("2"), isMember: true }] } });
    const said = notice({ members: "suspend", leftBefore });
    expect(said).toContain("that an earlier run let go, where it stays on");
    expect(said).toMatch(/: 1 in eu-west-1$/m);
    expect(notice({ members: "keep", leftBefore })).not.toContain("earlier run");
  });

  it("tells members that are members still from those on their own, and those of regions destroyed earlier", () => {
    const left = membersLeft({
      members: { "eu-west-1": [on("1"), { ...on("2"), isMember: true }], "us-east-2": [on("3")] },
    });
    expect(destroyText(DONE, left).split("\n").slice(1)).toEqual([
      "GuardDuty was left in 1 member, without an administrator from now on:",
      "  1: eu-west-1 on; cost not known",
      "GuardDuty was left earlier in 1 member, off-boarded or of a region that was destroyed:",
      "  3: us-east-2 on; cost not known",
      "1 member could not be let go, and the administrator still has them:",
      "  2: eu-west-1; cost not known",
    ]);
  });

  it("says what stays in AWS once a partition's foundation is gone", () => {
    const said = destroyText({ ...DONE, destroyed: ["foundation-aws"] }, []);
    expect(said).toContain("disable-aws-service-access --service-principal guardduty.amazonaws.com");
    expect(said).toContain("AWSServiceRoleForAmazonGuardDuty");
    expect(destroyText(DONE, [])).not.toContain("stays in partition");
  });
});
