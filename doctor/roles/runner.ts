import { arn, parseArn } from "../../aws/arn";
import { s3StateKey, sealedPrefix } from "../../config/names";
import type { S3State } from "../../config/config";
import type { AllowStatement } from "./statements";
import type { RolesProps } from "./wanted";

/**
 * What the principal needs that starts orgduty: the roles of the config, and the states. Terraform locks a state by an
 * object beside it, for a plan as well.
 * Source: https://developer.hashicorp.com/terraform/language/backend/s3#permissions-required
 */
export function runnerStatements({ config, organization, purpose }: RolesProps): AllowStatement[] {
  const access = organization.credentials?.[purpose === "apply" ? "apply" : "plan"];
  const roles = Object.values(access ?? {}).flatMap((way: { roleArn?: string }) => way.roleArn ?? []);
  const { state } = organization;
  const isTerraform = purpose === "plan" || purpose === "apply";
  return [
    ...(roles.length > 0 ? [allow("AssumeRoles", ["sts:AssumeRole"], [...new Set(roles)].sort())] : []),
    ...(state === "local" || !isTerraform
      ? []
      : stateStatements(state.s3, config.name, purpose === "apply", organization.partition)),
    ...(isTerraform ? sealingStatements({ config, organization }, purpose === "plan") : []),
  ];
}

/**
 * What `seal` and `unseal` need: the data keys of the pipeline's key, or objects beside the states. A plan's job seals; one that
 * applies only opens. The name in the condition keeps the key from opening another config's plans.
 */
function sealingStatements(
  { config, organization }: Pick<RolesProps, "config" | "organization">,
  seals: boolean,
): AllowStatement[] {
  const { pipeline, name } = config;
  const { partition } = organization;
  const key = pipeline?.kmsKeyArn;
  if (key !== undefined) {
    const actions = ["kms:Decrypt", ...(seals ? ["kms:GenerateDataKey"] : [])];
    const Condition = { StringEquals: { "kms:EncryptionContext:orgduty:name": name } };
    return parseArn(key).partition === partition
      ? [{ ...allow("SealedPlans", actions, [key]), Condition }]
      : [];
  }
  const holder = Object.values(config.organizations).find(({ state }) => state !== "local");
  if (!pipeline || holder?.partition !== partition || holder.state === "local") return [];
  const { bucket, keyPrefix } = holder.state.s3;
  const objects = arn({ partition, service: "s3", resource: `${bucket}/${sealedPrefix(name, keyPrefix)}*` });
  return [allow("SealedPlans", ["s3:GetObject", ...(seals ? ["s3:PutObject"] : [])], [objects])];
}

function stateStatements(
  { bucket, keyPrefix, kmsKeyArn }: S3State,
  name: string,
  writes: boolean,
  partition: RolesProps["organization"]["partition"],
): AllowStatement[] {
  const inBucket = (key: string) => arn({ partition, service: "s3", resource: `${bucket}${key}` });
  const states = s3StateKey(name, "*", keyPrefix);
  const change = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"];
  return [
    {
      ...allow("ListStates", ["s3:ListBucket"], [inBucket("")]),
      Condition: { StringLike: { "s3:prefix": states.replace(/\*.*$/, "*") } },
    },
    allow("States", writes ? change : ["s3:GetObject"], [inBucket(`/${states}`)]),
    allow("Locks", change, [inBucket(`/${states}.tflock`)]),
    ...(kmsKeyArn ? [allow("StateKey", ["kms:Decrypt", "kms:GenerateDataKey"], [kmsKeyArn])] : []),
  ];
}

function allow(Sid: string, Action: readonly string[], Resource: readonly string[]): AllowStatement {
  return { Sid, Effect: "Allow", Action, Resource };
}
