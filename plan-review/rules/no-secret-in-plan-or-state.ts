import { isSet, valueOf } from "../attributes";
import { judge, resourcesIn, type Rule } from "../rule";
import type { PlannedResource, StackPlan } from "../plan-model";

/** Resources that take a secret, or make one up, where one of these arguments is set: the state keeps it in the clear. */
const SECRET_ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  aws_secretsmanager_secret_version: ["secret_string", "secret_binary"],
  aws_ssm_parameter: ["value"],
  aws_iam_access_key: ["user"],
  random_password: ["length"],
  tls_private_key: ["algorithm"],
};

/** The relay's token is put into Secrets Manager by hand and read at run time. */
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
      (plan) => [...plan.secrets.map((kind) => `its plan.json holds a ${kind}`), ...inState(plan)],
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

function holdsSecret(resource: PlannedResource): boolean {
  return resource.type !== "aws_ssm_parameter" || valueOf(resource, "type") === "SecureString";
}
