import { lockRefusal, valueRefusal } from "../../../terraform/engine/tofu-refusals";

const OTHER_VALUE =
  'Error: Mismatch between input and plan\nvariable value\n\nValue saved in the plan file for variable "aws_management_role_arn" is different';
const LOCK_CHANGES = "Error: Provider dependency\nchanges detected\n";

describe("OpenTofu's refusal", () => {
  it("of another role than the plan's is explained", () => {
    expect(valueRefusal(OTHER_VALUE)).toMatch(
      /^OpenTofu refuses to apply with another role .*\nfix: plan and apply with Terraform, or name the same role under credentials\.plan and credentials\.apply$/,
    );
    expect(valueRefusal(LOCK_CHANGES)).toBeUndefined();
  });

  it("of Terraform's lock file is explained", () => {
    expect(lockRefusal(LOCK_CHANGES, "a.hcl")).toMatch(
      /^OpenTofu takes .* a\.hcl .*\nfix: .* delete a\.hcl, plan/,
    );
    expect(lockRefusal(OTHER_VALUE, "a.hcl")).toBeUndefined();
  });
});
