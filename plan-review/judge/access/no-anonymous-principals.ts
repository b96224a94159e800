import { isSet, valueOf } from "../../read/attributes";
import { describeStatement, type Statement } from "../../../aws/policy/document";
import { allowancesOf, policiesOf, principalNames } from "./policies";
import { judge, resourcesOf, whereIs, type Rule } from "../rule";
import { isPattern } from "../../../aws/policy/wildcards";

const PERMISSIONS = [
  "aws_lambda_permission",
  "aws_lambda_layer_version_permission",
  "aws_cloudwatch_event_permission",
];

/** Arguments of a permission that restrict who it is for. */
const NARROWED_BY = ["source_arn", "source_account", "principal_org_id", "organization_id", "condition"];

/**
 * A Deny for everyone that enforces TLS is right as it is. An Allow for everyone needs a condition that restricts who
 * it is for.
 */
export const noAnonymousPrincipals: Rule = {
  id: "OD-032",
  title: "No policy allows everybody without a condition",
  severity: "deny",
  fix: "name the principal, or add a condition on aws:SourceArn, aws:SourceAccount or aws:PrincipalOrgID",
  evaluate(context) {
    const policies = policiesOf(context)
      .filter(({ kind }) => kind === "resource")
      .map((policy) => ({
        resource: policy.resource,
        problems: allowancesOf(policy)
          .filter((statement) => principalNames(statement).some(isPattern) && !saysForWhom(statement))
          .map((statement) => `${describeStatement(statement)} allows everybody`),
      }));
    const permissions = resourcesOf(context, ...PERMISSIONS).map((resource) => ({
      resource,
      problems:
        valueOf(resource, "principal") === "*" && !NARROWED_BY.some((by) => isSet(resource, by))
          ? ["allows everybody"]
          : [],
    }));
    const addresses = resourcesOf(context, "aws_lambda_function_url").map((resource) => ({
      resource,
      problems:
        valueOf(resource, "authorization_type") === "NONE" ? ["lets everybody on the internet call it"] : [],
    }));
    return judge(
      [...policies, ...permissions, ...addresses],
      "the plans hold no resource policy",
      ({ resource }) => whereIs(resource),
      ({ problems }) => problems,
    );
  },
};

/** Whether a condition restricts who a statement is for. Everyone over TLS is still everyone, and so is every ARN. */
function saysForWhom({ conditions }: Statement): boolean {
  return conditions.some(
    ({ key, values }) =>
      key.toLowerCase() !== "aws:securetransport" && !values.some((text) => /^[*?]*$/.test(text)),
  );
}
