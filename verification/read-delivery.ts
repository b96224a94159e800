import { GetFunctionConfigurationCommand, ListEventSourceMappingsCommand } from "@aws-sdk/client-lambda";
import { DescribeSecretCommand } from "@aws-sdk/client-secrets-manager";
import { unlessMissing, type Calls } from "./calls";
import type { FoundDelivery } from "./found-pipeline";
import { readLastDelivery } from "./last-delivery";
import type { RegionClients } from "./region-clients";
import type { WantedDelivery } from "./wanted-pipeline";

const MISSING = ["ResourceNotFoundException"];

/** Reads the function, its mapping and its secret, and when it last delivered something. */
export async function readDelivery(
  { functionName, queueArn, forwarding }: WantedDelivery,
  clients: RegionClients,
  calls: Calls,
): Promise<FoundDelivery> {
  const { secretName } = forwarding.logRelay;
  const [found, mappingState, secret, lastDeliveryAt] = await Promise.all([
    readFunction(clients, calls, functionName),
    readMapping(clients, calls, functionName, queueArn),
    secretName === undefined ? undefined : readSecret(clients, calls, secretName),
    readLastDelivery(clients.metrics, calls, functionName),
  ]);
  return {
    ...(found ? { function: found } : {}),
    ...(mappingState ? { mappingState } : {}),
    ...(secret ? { secret } : {}),
    ...(lastDeliveryAt ? { lastDeliveryAt } : {}),
  };
}

async function readFunction({ lambda }: RegionClients, calls: Calls, FunctionName: string) {
  const command = new GetFunctionConfigurationCommand({ FunctionName });
  const answer = calls.make((options) => lambda.send(command, options));
  const found = await unlessMissing(answer, MISSING);
  // A function without a state is one that a local AWS made: it works.
  return found && { state: found.State ?? "Active", environment: found.Environment?.Variables ?? {} };
}

async function readMapping(
  { lambda }: RegionClients,
  calls: Calls,
  functionName: string,
  EventSourceArn: string,
): Promise<string | undefined> {
  const command = new ListEventSourceMappingsCommand({ EventSourceArn });
  const answer = calls.make((options) => lambda.send(command, options));
  const { EventSourceMappings = [] } = (await unlessMissing(answer, MISSING)) ?? {};
  return EventSourceMappings.find(({ FunctionArn }) => FunctionArn?.endsWith(`:function:${functionName}`))
    ?.State;
}

async function readSecret(
  { secrets }: RegionClients,
  calls: Calls,
  SecretId: string,
): Promise<NonNullable<FoundDelivery["secret"]>> {
  const answer = calls.make((options) => secrets.send(new DescribeSecretCommand({ SecretId }), options));
  const secret = await unlessMissing(answer, MISSING);
  if (!secret || secret.DeletedDate) return "missing";
  const stages = Object.values(secret.VersionIdsToStages ?? {}).flat();
  return stages.includes("AWSCURRENT") ? "present" : "empty";
}
