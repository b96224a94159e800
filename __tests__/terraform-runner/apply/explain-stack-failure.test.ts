import { stackList } from "../../../config/stack-list";
import type { ApplyAllProps } from "../../../terraform/apply/apply-all";
import { explained } from "../../../terraform/apply/explain-stack-failure";
import { StackError } from "../../../terraform/engine/stack-run";
import { tinyConfig } from "../support/tiny-config";

describe("Why a stack was not applied", () => {
  const entry = stackList(tinyConfig("/c/orgduty.yaml", ["us-east-1"]))[0]!;
  const props = { workspace: {}, manifest: {}, plansFolder: "/p" } as unknown as ApplyAllProps;

  it("includes what is behind OpenTofu's refusal of another role than the plan's", async () => {
    const said = "Error: Mismatch between input and plan variable value";
    const { message } = await explained(props, entry, new StackError(entry.name, "apply", said));
    expect(message).toContain(`${said}\n\nOpenTofu refuses to apply with another role`);
  });

  it("is Terraform's own message if nothing more is known", async () => {
    const { diagnostics } = await explained(props, entry, new StackError(entry.name, "apply", "Error: no"));
    expect(diagnostics).toBe("Error: no");
  });
});
