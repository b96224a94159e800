import { tofuRefusal } from "../../../terraform/engine/tofu-refusals";

describe("tofuRefusal", () => {
  it("explains that OpenTofu compared the apply role with the plan's", () => {
    const said =
      'Error: Mismatch between input and plan\nvariable value\n\nValue saved in the plan file for variable "aws_management_role_arn" is different';
    expect(tofuRefusal(said, "lock")).toMatch(
      /^OpenTofu refuses to apply with another role .*\nfix: plan and apply with Terraform, or name the same role under credentials\.plan and credentials\.apply$/,
    );
  });

  it("is silent about everything else", () => {
    expect(tofuRefusal("Error: no valid credential sources found", "lock")).toBeUndefined();
  });
});
