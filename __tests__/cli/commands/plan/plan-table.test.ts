import { planTable } from "../../../../cli/commands/plan/plan-table";
import type { StackPlan } from "../../../../plans-folder/manifest";
import { TINY_MANIFEST } from "../../../terraform-runner/support/tiny-manifest";

const [REGION] = TINY_MANIFEST.stacks;
const stack = (changed: Partial<StackPlan>): StackPlan => ({ ...REGION!, ...changed });

describe("planTable", () => {
  it("shows a row a stack and the sums", () => {
    const { accounts: _, ...foundation } = stack({ name: "foundation-aws", kind: "foundation", adds: 3 });
    expect(planTable([foundation, stack({ adds: 59, changes: 2, destroys: 1 })])).toBe(
      [
        "region          accounts covered  to add  to change  to destroy",
        "foundation-aws                 -       3          0           0",
        "us-east-1               24 of 26      59          2           1",
        "total                                 62          2           1",
      ].join("\n"),
    );
  });

  it("has a column for what is taken over, if anything is", () => {
    expect(planTable([stack({ adds: 1, changes: 2, destroys: 0, imports: 6 })]).split("\n")[0]).toBe(
      "region     accounts covered  to import  to add  to change  to destroy",
    );
  });

  it("has a column for what is forgotten, if anything is", () => {
    const [header, , sums] = planTable([stack({ adds: 1, changes: 2, destroys: 0, forgets: 6 })]).split("\n");
    expect(header).toBe("region     accounts covered  to add  to change  to destroy  to forget");
    expect(sums).toMatch(/ 6$/);
  });

  it("says what China does not have, of its region only", () => {
    const china = stack({ name: "cn-north-1", partition: "aws-cn", region: "cn-north-1" });
    expect(planTable([china])).toContain(
      "cn-north-1: RUNTIME_MONITORING not planned: AWS does not offer it there",
    );
    expect(planTable([{ ...china, kind: "foundation" }])).not.toContain("not planned");
  });
});
