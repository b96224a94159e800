const IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide";

/** Pages of AWS's documentation that say what a case expects. */
export const PAGES = {
  action: `${IAM}/reference_policies_elements_action.html`,
  boundaries: `${IAM}/access_policies_boundaries.html`,
  conditions: `${IAM}/reference_policies_elements_condition.html`,
  crossAccount: `${IAM}/reference_policies_evaluation-logic-cross-account.html`,
  effect: `${IAM}/reference_policies_elements_effect.html`,
  evaluation: `${IAM}/reference_policies_evaluation-logic.html`,
  eventBridge: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html",
  grammar: `${IAM}/reference_policies_grammar.html`,
  keyPolicies: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
  keys: `${IAM}/reference_policies_condition-keys.html`,
  multivalued: `${IAM}/reference_policies_condition-single-vs-multi-valued-context-keys.html`,
  notAction: `${IAM}/reference_policies_elements_notaction.html`,
  notPrincipal: `${IAM}/reference_policies_elements_notprincipal.html`,
  notResource: `${IAM}/reference_policies_elements_notresource.html`,
  operators: `${IAM}/reference_policies_elements_condition_operators.html`,
  principal: `${IAM}/reference_policies_elements_principal.html`,
  resource: `${IAM}/reference_policies_elements_resource.html`,
  starPrincipal: "https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_iam.StarPrincipal.html",
  variables: `${IAM}/reference_policies_variables.html`,
  version: `${IAM}/reference_policies_elements_version.html`,
} as const;
