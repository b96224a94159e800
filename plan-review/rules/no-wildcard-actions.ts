import { judgeAllowed } from "../policies";
import type { Rule } from "../rule";
import { isPattern } from "../wildcards";

/** A role that may do everything with a service is one that the next feature of that service makes stronger. */
export const noWildcardActions: Rule = {
  id: "OD-030",
  title: "No role is allowed a wildcard action",
  severity: "deny",
  fix: "name each action",
  evaluate: (context) =>
    judgeAllowed(context, ({ actions, excludesActions }) => {
      const broad = excludesActions ? ["NotAction"] : actions.filter(isPattern);
      return broad.length > 0 ? broad.join(", ") : undefined;
    }),
};
