import { resourcesIn } from "../region-view";
import { isSet, valueOf } from "../../read/attributes";
import { objectOf, stringOf } from "../../read/json";
import type { PlannedResource, StackPlan } from "../../read/plan-model";
import { variablesOf } from "../delivery/path/relay";
import { judge, type Rule } from "../rule";

/**
 * Resources that take or generate a secret if one of these arguments is set; the state then holds it in plain text.
 */
const SECRET_ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  aws_secretsmanager_secret_version: ["secret_string", "secret_binary"],
  aws_ssm_parameter: ["value"],
  aws_cloudwatch_event_connection: ["auth_parameters"],
  aws_iam_access_key: ["user"],
  aws_iam_user_login_profile: ["user"],
  random_password: ["length"],
  tls_private_key: ["algorithm"],
};

/** Matches names of values that are secrets, and the endings of names that only say where a secret is kept. */
const SECRET_NAME = /(token|passw(or)?d|passphrase|secret|credential|api_?key|private_?key|hmac_?key)/i;
const PLACE_NAME = /_?(name|arn|id|url|path|ttl|seconds|minutes|hours|days|version|length|count|enabled)$/i;

/** The relay's token is put into Secrets Manager by hand and is read at run time. */
export const noSecretInPlanOrState: Rule = {
  id: "OD-034",
  title: "No secret is in a plan or a state",
  severity: "deny",
  fix: "put the value into Secrets Manager by hand, and name the secret; rotate what has been in a plan",
  evaluate: ({ plans }) =>
    judge(
      plans.stacks,
      "nothing is planned",
      ({ stack }) => ({ stack }),
      (plan) => [
        ...plan.secrets.map((kind) => `its plan.json holds a ${kind}`),
        ...inState(plan),
        ...inEnvironments(plan),
        ...inTexts(plan),
      ],
    ),
};

function inState(plan: StackPlan): string[] {
  return Object.entries(SECRET_ARGUMENTS).flatMap(([type, attributes]) =>
    resourcesIn(plan, type)
      .filter(
        (resource) => attributes.some((attribute) => isSet(resource, attribute)) && holdsSecret(resource),
      )
      .map(({ address }) => `${address} keeps a secret in the state`),
  );
}

/** Whether a resource holds a secret. A parameter of type String counts as one if its name says so. */
function holdsSecret(resource: PlannedResource): boolean {
  if (resource.type !== "aws_ssm_parameter") return true;
  return valueOf(resource, "type") === "SecureString" || isSecretName(stringOf(valueOf(resource, "name")));
}

/** Anyone who may read a function's configuration can read its environment. */
function inEnvironments(plan: StackPlan): string[] {
  return resourcesIn(plan, "aws_lambda_function").flatMap((lambda) =>
    Object.keys(variablesOf(lambda))
      .filter(isSecretName)
      .map((name) => `${lambda.address} has ${name} in its environment`),
  );
}

/** Matches `password: hunter2`, including when the value was redacted from plan JSON. */
const TOLD_SECRET =
  /\b(password|passwd|passphrase|token|secret|api[ _-]?key|private[ _-]?key)\b\s*[:=]\s*\S/i;

/** Anyone who may list a resource can read its tags and descriptions. */
function inTexts(plan: StackPlan): string[] {
  return plan.resources.flatMap(({ address, after }) => {
    const { tags, description } = after ?? {};
    const inTags = Object.entries(objectOf(tags)).filter(
      ([name, value]) => isSecretName(name) || TOLD_SECRET.test(stringOf(value)),
    );
    return [
      ...inTags.map(([name]) => `${address} has a secret in its tag ${name}`),
      ...(TOLD_SECRET.test(stringOf(description)) ? [`${address} has a secret in its description`] : []),
    ];
  });
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !PLACE_NAME.test(name);
}
