import { letMembersGo } from "../../transitions/let-members-go";
import { Calls } from "../../aws-clients/calls";
import { acme } from "../support/fleet";

const organization = acme().config.organizations.aws!;
const all = { ...organization, enrolment: { ...organization.enrolment, newAccounts: "ALL" as const } };

describe("Letting members go", () => {
  it("is refused under ALL before anything is asked of AWS, with the way there", async () => {
    const going = letMembersGo({
      ...{ region: "eu-west-1", organization: all, calls: new Calls() },
      enter: () => {
        throw new Error("AWS was asked");
      },
      leaving: [{ account: "999999999999", reason: "gone" }],
      onStep: () => undefined,
      onMembers: () => undefined,
    });
    await expect(going).rejects.toThrow(
      "eu-west-1: the plan deletes members (999999999999), and under newAccounts ALL AWS lets none go\n" +
        "  fix: newAccounts: NEW with mode: explicit, plan and apply; then newAccounts: ALL again",
    );
  });
});
