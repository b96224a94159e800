import { isSet, valueOf } from "../../read/attributes";
import { describeStatement, type Statement } from "../../../aws/policy/document";
import { allowancesOf, policiesOf, principalNames } from "./policies";
import { judge, resourcesOf, whereIs, type Rule } from "../rule";
import { conditionHolds } from "../../../aws/policy/conditions";
import type { Context } from "../../../aws/policy/context";
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

/**
 * Whether a condition restricts who a statement is for. One that a stranger's request meets does not: everyone over TLS
 * is still everyone, and so is everyone outside the organization.
 */
function saysForWhom({ conditions, takesVariables }: Statement): boolean {
  return conditions.some(
    (condition) =>
      !condition.values.some((text) => /^[*?]*$/.test(text)) &&
      conditionHolds(condition, STRANGER, takesVariables) !== true,
  );
}

/** A request by somebody of another account and organization, over TLS. */
const STRANGER: Context = {
  "aws:securetransport": "true",
  "aws:principalarn": "arn:aws:iam::000000000000:role/stranger",
  "aws:principalaccount": "000000000000",
  "aws:principalorgid": "o-stranger00",
  "aws:principalorgpaths": "o-stranger00/r-0000/ou-0000-00000000/",
  "aws:principaltype": "AssumedRole",
  "aws:principalisawsservice": "false",
  "aws:sourceaccount": "000000000000",
  "aws:sourceorgid": "o-stranger00",
  "aws:sourcearn": "arn:aws:sns:us-east-1:000000000000:stranger",
};
