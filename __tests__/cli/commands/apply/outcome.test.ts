import { afterRefusal, outcomeText, planAgain } from "../../../../cli/commands/apply/outcome";
import { StackError } from "../../../../terraform/engine/stack-run";

describe("how to go on after an apply", () => {
  const failed = (diagnostics: string) => ({
    ...{ applied: ["foundation-aws"], unchanged: [], notStarted: [] },
    failures: [new StackError("us-east-1", "apply", diagnostics)],
  });

  it("takes over the flags of the apply", () => {
    const flags = { out: "other plans", aws: "local", config: "a.yaml" };
    expect(outcomeText(failed("refused"), flags).split("\n").pop()).toBe(
      "to go on: plan again (./orgduty plan --out 'other plans' --aws local --config a.yaml), review, and apply that",
    );
    expect(outcomeText(failed("fix: ./orgduty discover records it"), flags)).toContain(
      "(./orgduty discover --aws local --config a.yaml)",
    );
    expect(planAgain({ out: "plans" })).toBe("plan again (./orgduty plan), review, and apply that");
  });

  it("says that a rule which fails has to be mended, unless planning again may mend it", () => {
    const rule = "review: OD-029 fails: Findings go to the log relay over TLS";
    expect(afterRefusal([rule], { out: "plans" })).toMatch(/^mend what fails, then plan again \(/);
    expect(afterRefusal(["altered: orgduty.yaml", rule], { out: "plans" })).toMatch(/^plan again \(/);
    expect(afterRefusal(["review: not a plan"], { out: "plans" })).toMatch(/^plan again \(/);
  });

  it("says nothing of going on if all is done", () => {
    expect(outcomeText({ ...failed(""), failures: [] }, { out: "plans" })).toBe("applied: foundation-aws");
  });
});
