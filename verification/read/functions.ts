import {
  GetFunctionCommand,
  GetPolicyCommand,
  GetFunctionUrlConfigCommand,
  type GetFunctionCommandOutput,
} from "@aws-sdk/client-lambda";
import { UNREAD, type Read } from "../../aws-clients/attempts";
import { unlessMissing } from "../../aws-clients/calls";
import type { Attributes } from "../../intent/expected-stack";
import { text } from "../kinds/kind";
import { tagMapOf } from "../../aws-clients/tags";
import { expectedOf, type Reading } from "./live";

const MISSING = ["ResourceNotFoundException"];

/** Reads every expected function and who may call it. @returns the state of each function, by name */
export async function readFunctions(reading: Reading): Promise<Record<string, Read<string>>> {
  const names = expectedOf(reading, "aws_lambda_function").map((one) => text(one, "function_name"));
  const states = await Promise.all(names.map((name) => readFunction(reading, name)));
  return Object.fromEntries(names.flatMap((name, index) => (states[index] ? [[name, states[index]]] : [])));
}

async function readFunction(reading: Reading, FunctionName: string): Promise<Read<string> | undefined> {
  const { clients, calls, attempts, live } = reading;
  const command = new GetFunctionCommand({ FunctionName });
  const answer = calls.make((options) => clients.lambda.send(command, options));
  const found = await attempts.read(`function ${FunctionName}`, unlessMissing(answer, MISSING));
  const isThere = found !== UNREAD && found !== undefined;
  live.put("aws_lambda_function", FunctionName, isThere ? functionOf(found) : found);
  if (found === undefined) return undefined;
  await Promise.all([readPermissions(reading, FunctionName), readUrl(reading, FunctionName)]);
  // A function without a state comes from a local AWS: it works.
  return isThere ? (found.Configuration?.State ?? "Active") : UNREAD;
}

function functionOf({ Configuration = {}, Concurrency, Tags }: GetFunctionCommandOutput): Attributes {
  const { VpcConfig, Environment, Layers, LoggingConfig, SnapStart, ...found } = Configuration;
  return {
    function_name: found.FunctionName,
    description: found.Description,
    role: found.Role,
    handler: found.Handler,
    runtime: found.Runtime,
    timeout: found.Timeout,
    memory_size: found.MemorySize,
    architectures: found.Architectures ?? ["x86_64"],
    environment: { variables: Environment?.Variables },
    source_code_hash: found.CodeSha256,
    vpc_config: { subnet_ids: VpcConfig?.SubnetIds, security_group_ids: VpcConfig?.SecurityGroupIds },
    layers: Layers?.map(({ Arn }) => Arn),
    kms_key_arn: found.KMSKeyArn,
    package_type: found.PackageType ?? "Zip",
    dead_letter_config: { target_arn: found.DeadLetterConfig?.TargetArn },
    tracing_config: { mode: found.TracingConfig?.Mode ?? "PassThrough" },
    ephemeral_storage: { size: found.EphemeralStorage?.Size ?? 512 },
    file_system_config: found.FileSystemConfigs?.map(({ Arn }) => Arn),
    snap_start: SnapStart?.ApplyOn === "PublishedVersions" ? { apply_on: SnapStart.ApplyOn } : undefined,
    logging_config: loggingOf(LoggingConfig, found.FunctionName),
    reserved_concurrent_executions: Concurrency?.ReservedConcurrentExecutions ?? -1,
    tags: tagMapOf(Tags),
  };
}

/** Leaves out what every function has by default: text format, and the log group named after the function. */
function loggingOf(
  logging: { readonly LogGroup?: string | undefined; readonly LogFormat?: string | undefined } | undefined,
  name = "",
): Attributes {
  const { LogGroup = "", LogFormat = "Text" } = logging ?? {};
  return {
    log_format: LogFormat === "Text" ? undefined : LogFormat,
    log_group: LogGroup === `/aws/lambda/${name}` ? undefined : LogGroup,
  };
}

/**
 * No stack allows anyone to call a function: the mapping takes messages off the queue, and no other caller is needed.
 */
async function readPermissions(
  { clients, calls, attempts, live }: Reading,
  FunctionName: string,
): Promise<void> {
  const command = new GetPolicyCommand({ FunctionName });
  const answer = calls.make((options) => clients.lambda.send(command, options));
  const found = await attempts.read(`policy of function ${FunctionName}`, unlessMissing(answer, MISSING));
  if (found === UNREAD || found?.Policy === undefined) return;
  const { Statement = [] } = JSON.parse(found.Policy) as { Statement?: readonly Statement[] };
  for (const { Sid = "", Effect = "", Principal, Action } of Statement) {
    const what = `${Effect}: ${JSON.stringify(Principal)} ${JSON.stringify(Action)}`;
    live.unexpected.push({
      reason: "NOT_EXPECTED",
      resource: `${FunctionName} permission ${Sid}`,
      found: what,
    });
  }
}

/** No stack gives the function a URL. */
async function readUrl({ clients, calls, attempts, live }: Reading, FunctionName: string): Promise<void> {
  const command = new GetFunctionUrlConfigCommand({ FunctionName });
  const answer = calls.make((options) => clients.lambda.send(command, options));
  const found = await attempts.read(`URL of function ${FunctionName}`, unlessMissing(answer, MISSING));
  if (found === UNREAD || found === undefined) return;
  const { FunctionUrl, AuthType } = found;
  const resource = `${FunctionName} URL`;
  live.unexpected.push({
    reason: "NOT_EXPECTED",
    resource,
    found: `${FunctionUrl}, authorization ${AuthType}`,
  });
}

interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Action?: unknown;
}
