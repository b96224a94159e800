import { isJsonObject, type Json } from "../../../aws/json";
import { listOf } from "../asked";
import { TABLES } from "../tables/tables";
import type { Beside } from "./beside";

/**
 * A secret that is made with replicas is replicated by the caller.
 * Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
 */
export const replicating: Beside = async (asked, facts) => {
  if (asked.service !== "secretsmanager" || asked.operation !== "CreateSecret") return [];
  if (listOf(asked, "AddReplicaRegions").length === 0) return [];
  const resource = await TABLES.secretsmanager!.arns.Secret!(asked, facts);
  return [{ action: "secretsmanager:ReplicateSecretToRegions", resource, context: {} }];
};

/**
 * To put a function into a VPC is to look at the VPC.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 */
export const inVpc: Beside = ({ service, operation, parameters }) => {
  if (service !== "lambda" || !/^(CreateFunction|UpdateFunctionConfiguration)$/.test(operation)) return [];
  const vpc = parameters.VpcConfig as Json | undefined;
  const subnets = vpc !== undefined && isJsonObject(vpc) ? vpc.SubnetIds : undefined;
  if (!Array.isArray(subnets) || subnets.length === 0) return [];
  return ["SecurityGroups", "Subnets", "Vpcs"].map((what) => ({
    ...{ action: `ec2:Describe${what}`, resource: "*", context: {} },
  }));
};
