import { valueOf } from "../attributes";
import { nameOf, policiesOf } from "../policies";
import { judge, resourcesOf, whereIs, type Rule } from "../rule";

/** A TLS-only Deny for everybody is right as it is; an Allow for everybody needs a condition that says for whom. */
export const noAnonymousPrincipals: Rule = {
  id: "OD-032",
  title: "No policy allows everybody without a condition",
  severity: "deny",
  fix: "name the principal, or add a condition on aws:SourceArn, aws:SourceAccount or aws:PrincipalOrgID",
  evaluate(context) {
    const policies = policiesOf(context)
      .filter(({ kind }) => kind === "resource")
      .map(({ resource, statements = [] }) => ({
        resource,
        problems: statements
          .filter(
            ({ allows, principals, conditions }) =>
              allows && principals.includes("*") && Object.keys(conditions).length === 0,
          )
          .map((statement) => `${nameOf(statement)} allows everybody`),
      }));
    const permissions = resourcesOf(context, "aws_lambda_permission", "aws_cloudwatch_event_permission").map(
      (resource) => ({
        resource,
        problems:
          valueOf(resource, "principal") === "*" &&
          !valueOf(resource, "source_arn") &&
          !valueOf(resource, "condition")
            ? ["allows everybody"]
            : [],
      }),
    );
    return judge(
      [...policies, ...permissions],
      "the plans hold no resource policy",
      ({ resource }) => whereIs(resource),
      ({ problems }) => problems,
    );
  },
};
