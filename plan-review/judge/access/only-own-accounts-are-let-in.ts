import { describeStatement } from "../../../aws/policy/document";
import { matters } from "./key-uses";
import { allowancesOf, policiesOf, principalNames } from "./policies";
import { judge, whereIs, type ReviewContext, type Rule } from "../rule";

/**
 * Another account that may assume the role or read the queue has the role's permissions and can read the findings. One
 * that may only describe a key, or encrypt with it, cannot.
 */
export const onlyOwnAccountsAreLetIn: Rule = {
  id: "OD-054",
  title: "No policy lets in an account that the config does not name",
  severity: "deny",
  fix: "name a principal of the management, administrator or log archive account",
  evaluate(context) {
    const own = accountsOf(context);
    return judge(
      policiesOf(context).filter(
        ({ kind, resource }) => kind === "resource" && context.config.organizations[resource.partition],
      ),
      "the plans hold no resource policy",
      ({ resource }) => whereIs(resource),
      (policy) =>
        allowancesOf(policy)
          .filter((statement) => matters(policy.resource.type, statement))
          .flatMap((statement) =>
            principalNames(statement)
              .filter((principal) => isForeign(principal, own))
              .map((principal) => `${describeStatement(statement)} lets in ${principal}`),
          ),
    );
  },
};

function accountsOf({ config }: ReviewContext): (string | undefined)[] {
  return Object.values(config.organizations).flatMap(
    ({ managementAccountId, administratorAccountId, logArchiveAccountId }) => [
      managementAccountId,
      administratorAccountId,
      logArchiveAccountId,
    ],
  );
}

/**
 * Whether a principal is another account, given as a number or within an ARN. Another rule judges principals that
 * match everyone.
 */
function isForeign(principal: string, own: readonly (string | undefined)[]): boolean {
  const account = /^(?:\d{12}$|arn:[^:]*:[^:]*:[^:]*:(\d{12}):)/.exec(principal);
  return account !== null && !own.includes(account[1] ?? principal);
}
