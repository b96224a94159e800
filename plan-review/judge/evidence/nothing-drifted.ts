import { judge, type Rule } from "../rule";

/** A change outside Terraform may have been intended, and an apply reverts it. */
export const nothingDrifted: Rule = {
  id: "OD-046",
  title: "Nothing was changed outside Terraform",
  severity: "warn",
  fix: "find out who changed it; then apply, or take the change into the config",
  evaluate: ({ plans }) =>
    judge(
      plans.stacks,
      "nothing is planned",
      ({ stack }) => ({ stack }),
      ({ drift }) =>
        drift.map(({ address, action, attributes }) =>
          action === "delete" ? `${address} is gone` : `${address}: ${attributes.join(", ")}`,
        ),
    ),
};
