import { failedRule } from "../../../../cli/commands/apply/refusals";

describe("failedRule", () => {
  const rule = { id: "OD-057", title: "Every stack is the config's", fix: "plan again" } as const;
  const refusal = (details: readonly string[]) =>
    failedRule({
      ...{ ...rule, severity: "deny", defaultSeverity: "deny", status: "fail", note: "" },
      evidence: details.map((detail) => ({ address: "aws_x.y", detail, stacks: ["us-east-1"] })),
    });

  it("names three pieces of evidence, and how many more there are", () => {
    expect(refusal(["a", "b", "c", "d"])).toBe(
      "review: OD-057 fails: Every stack is the config's: us-east-1 aws_x.y a; us-east-1 aws_x.y b; us-east-1 aws_x.y c; and 1 more (plan again)",
    );
  });

  it("cuts a piece that is a whole resource", () => {
    const told = refusal([`planned {"description":"${"x".repeat(5000)}"}`]);
    expect(told.length).toBeLessThan(400);
    expect(told).toContain("characters) (plan again)");
  });
});
