import { nameOf, policiesOf } from "../policies";
import { judge, whereIs, type Rule } from "../rule";

/** A role that may do everything with a service is one that the next feature of that service makes stronger. */
export const noWildcardActions: Rule = {
  id: "OD-030",
  title: "No role is allowed a wildcard action",
  severity: "deny",
  fix: "name each action",
  evaluate(context) {
    const policies = policiesOf(context).filter(({ kind }) => kind === "identity");
    return judge(
      policies,
      "the plans hold no identity policy",
      ({ resource }) => whereIs(resource),
      ({ statements = [] }) =>
        statements
          .filter(
            ({ allows, actions, excludesActions }) => allows && (excludesActions || actions.some(isWildcard)),
          )
          .map(
            (statement) =>
              `${nameOf(statement)} allows ${statement.actions.filter(isWildcard).join(", ") || "NotAction"}`,
          ),
    );
  },
};

function isWildcard(action: string): boolean {
  return /[*?]/.test(action);
}
