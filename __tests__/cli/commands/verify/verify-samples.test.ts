import { makeSamples, samplePlan, type SampleOptions } from "../../../../cli/commands/verify/verify-samples";
import type { Region } from "../../../../config/regions";
import { acme } from "../../../support/fleet";
import { recordedIo } from "../../terminal/recorded-io";

const project = acme();
const MEMBER = "012345678901";
const member = { sampleMember: MEMBER, memberRole: "Reader" };

function plan(options: SampleOptions, regions: readonly Region[] = ["eu-west-1", "cn-north-1"]) {
  return samplePlan(project, { ...project, regions, endpoint: "http://127.0.0.1:9" }, options);
}

describe("Samples of verify", () => {
  it("are none where nobody asks for one", () => {
    expect(plan({})).toBeUndefined();
  });

  it("are asked for by naming a member", () => {
    expect(plan(member)?.making.map(({ region, account }) => [region, account])).toEqual([
      ["eu-west-1", MEMBER],
    ]);
  });

  it("leave out, and name, the regions of an organization that the member is not in", () => {
    expect(plan(member)?.without).toEqual([`cn-north-1: no sample, account ${MEMBER} is not in aws-cn`]);
  });

  it.each<[string, SampleOptions, string]>([
    ["a member without a role", { sampleMember: MEMBER }, "--member-role NAME"],
    ["a role without a member", { memberRole: "Reader" }, "--sample-member ACCOUNT"],
    ["a member of no organization", { ...member, sampleMember: "999999999999" }, "999999999999"],
  ])("rejects %s", (_, options, fix) => expect(() => plan(options)).toThrow(fix));

  it("tell of one that failed like of one that was not delivered", async () => {
    const io = recordedIo("/", {});
    const { making } = plan({ sample: true }, ["eu-west-1"])!;
    const broken = making.map((one) => ({ ...one, maker: { ...one.maker, endpoint: "nowhere" } }));
    const [outcome] = await makeSamples({ making: broken, without: ["cn-north-1: none"] }, io);
    expect(outcome).toMatchObject({ region: "eu-west-1", delivered: false });
    expect(outcome!.reason).toContain("fix: ");
    expect(io.errLines).toContain("cn-north-1: none");
  });
});
