import { ABSENT } from "../../../aws/policy/context";
import { isJsonObject, type Json } from "../../../aws/json";
import { textOf, type Asked } from "../asked";
import { here, lastPart, type Facts, type ServiceTable } from "./table";

function functionArn(asked: Asked, named: string): string {
  return here(asked, "lambda", `function:${lastPart(named)}`);
}

/** The function that a request is about, or that its mapping feeds. */
async function fedBy(asked: Asked, facts: Facts): Promise<string | typeof ABSENT> {
  const [name, uuid] = [textOf(asked, "FunctionName"), textOf(asked, "UUID")];
  if (name !== undefined) return functionArn(asked, name);
  return (uuid === undefined ? undefined : await facts.functionOfMapping(asked, uuid)) ?? ABSENT;
}

/** What a function's VPC is said to be in a request. */
function vpcOf({ parameters }: Asked, name: string): readonly string[] | typeof ABSENT {
  const vpc = parameters.VpcConfig as Json | undefined;
  const ids = vpc !== undefined && isJsonObject(vpc) ? vpc[name] : undefined;
  return Array.isArray(ids) && ids.length > 0 ? ids.map(String) : ABSENT;
}

/** Lambda. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html */
export const LAMBDA: ServiceTable = {
  on: {
    function:
      "AddPermission CreateFunction DeleteFunction DeleteFunctionConcurrency GetFunction GetFunctionCodeSigningConfig " +
      "GetFunctionConcurrency GetFunctionConfiguration GetFunctionUrlConfig GetPolicy Invoke ListVersionsByFunction " +
      "PutFunctionConcurrency RemovePermission UpdateFunctionCode UpdateFunctionConfiguration",
    eventSourceMapping: "DeleteEventSourceMapping GetEventSourceMapping UpdateEventSourceMapping",
    tagged: "ListTags TagResource UntagResource",
    none: "CreateEventSourceMapping GetAccountSettings ListEventSourceMappings ListFunctions",
  },
  actions: { Invoke: "InvokeFunction" },
  arns: {
    function: (asked) => {
      const name = textOf(asked, "FunctionName");
      return name && functionArn(asked, name);
    },
    eventSourceMapping: (asked) => {
      const uuid = textOf(asked, "UUID");
      return uuid && here(asked, "lambda", `event-source-mapping:${uuid}`);
    },
    tagged: (asked) => textOf(asked, "Resource"),
  },
  keys: async (asked, action, facts) => ({
    "lambda:functionarn": /EventSourceMapping$|FunctionUrlConfig$/.test(action)
      ? await fedBy(asked, facts)
      : ABSENT,
    "lambda:subnetids": vpcOf(asked, "SubnetIds"),
    "lambda:securitygroupids": vpcOf(asked, "SecurityGroupIds"),
    "lambda:layer": ABSENT,
    "lambda:codesigningconfigarn": textOf(asked, "CodeSigningConfigArn") ?? ABSENT,
  }),
};
