import { attachmentsOf, isAllPowerful } from "./attached-policies";
import { judgeAllowed } from "./policies";
import { whereIs, type Rule } from "../rule";
import { isPattern } from "../../../aws/policy/wildcards";

/** A role that may do everything in a service gains power with each new feature of that service. */
export const noWildcardActions: Rule = {
  id: "OD-030",
  title: "No role is allowed a wildcard action",
  severity: "deny",
  fix: "name each action",
  evaluate(context) {
    const allowed = judgeAllowed(context, ({ actions }) => {
      const broad = actions.excepts ? ["NotAction"] : actions.items.filter(isPattern);
      return broad.length > 0 ? broad.join(", ") : undefined;
    });
    const attached = attachmentsOf(context)
      .filter(({ arn }) => isAllPowerful(arn))
      .map(({ resource, arn }) => ({ ...whereIs(resource), detail: `attaches ${arn}, which allows *` }));
    if (attached.length === 0) return allowed;
    return {
      verdict: "fail",
      evidence: [...(allowed.verdict === "fail" ? allowed.evidence : []), ...attached],
    };
  },
};
