import {
  GetFunctionCommand,
  ListEventSourceMappingsCommand,
  type EventSourceMappingConfiguration,
} from "@aws-sdk/client-lambda";
import { DescribeSecretCommand } from "@aws-sdk/client-secrets-manager";
import { UNREAD, type Attempts, type Read } from "../../aws-clients/attempts";
import { unlessMissing, type Calls } from "../../aws-clients/calls";
import type { FoundDelivery, FoundMapping } from "./found-pipeline";
import { readLastDelivery } from "./last-delivery";
import type { RegionClients } from "../../aws-clients/region-clients";
import type { WantedDelivery } from "../../intent/wanted-pipeline";

const MISSING = ["ResourceNotFoundException"];

/** Reads the function, its mapping and its secret, and when it last delivered something. */
export async function readDelivery(
  { functionName, queueArn, forwarding }: WantedDelivery,
  clients: RegionClients,
  calls: Calls,
  attempts: Attempts,
): Promise<FoundDelivery> {
  const { secretName } = forwarding.logRelay;
  const { metrics } = clients;
  const [found, mappings, secret, lastDeliveryAt] = await Promise.all([
    attempts.read(`function ${functionName}`, readFunction(clients, calls, functionName)),
    attempts.read(`event source mappings of ${queueArn}`, readMappings(clients, calls, queueArn)),
    secretName === undefined
      ? undefined
      : attempts.read(`secret ${secretName}`, readSecret(clients, calls, secretName)),
    attempts.read("the metric of the last delivery", readLastDelivery(metrics, calls, functionName)),
  ]);
  return {
    ...(found ? { function: found } : {}),
    ...ofMappings(mappings, functionName),
    ...(secret ? { secret } : {}),
    ...(lastDeliveryAt ? { lastDeliveryAt } : {}),
  };
}

/** GetFunction tells the reserved concurrency as well, and is what Terraform's plan calls. */
async function readFunction({ lambda }: RegionClients, calls: Calls, FunctionName: string) {
  const command = new GetFunctionCommand({ FunctionName });
  const answer = calls.make((options) => lambda.send(command, options));
  const found = await unlessMissing(answer, MISSING);
  if (!found) return undefined;
  const { Configuration: { State, Environment } = {}, Concurrency } = found;
  const reservedConcurrency = Concurrency?.ReservedConcurrentExecutions;
  return {
    // A function without a state is one that a local AWS made: it works.
    state: State ?? "Active",
    environment: Environment?.Variables ?? {},
    ...(reservedConcurrency === undefined ? {} : { reservedConcurrency }),
  };
}

async function readMappings(
  { lambda }: RegionClients,
  calls: Calls,
  EventSourceArn: string,
): Promise<EventSourceMappingConfiguration[]> {
  const command = new ListEventSourceMappingsCommand({ EventSourceArn });
  const answer = calls.make((options) => lambda.send(command, options));
  return (await unlessMissing(answer, MISSING))?.EventSourceMappings ?? [];
}

function ofMappings(
  mappings: Read<EventSourceMappingConfiguration[]>,
  functionName: string,
): Pick<FoundDelivery, "mapping" | "otherConsumers"> {
  if (mappings === UNREAD) return { mapping: UNREAD };
  const own = mappings.find(({ FunctionArn }) => FunctionArn?.endsWith(`:function:${functionName}`));
  const others = mappings.filter((mapping) => mapping !== own && mapping.State !== "Disabled");
  return {
    ...(own ? { mapping: mappingOf(own) } : {}),
    otherConsumers: others.map(({ FunctionArn = "" }) => FunctionArn),
  };
}

function mappingOf(mapping: EventSourceMappingConfiguration): FoundMapping {
  const { State = "", FilterCriteria, FunctionResponseTypes, ScalingConfig } = mapping;
  const maximumConcurrency = ScalingConfig?.MaximumConcurrency;
  return {
    state: State,
    filters: (FilterCriteria?.Filters ?? []).map(({ Pattern = "" }) => Pattern),
    responseTypes: FunctionResponseTypes ?? [],
    ...(maximumConcurrency === undefined ? {} : { maximumConcurrency }),
  };
}

async function readSecret(
  { secrets }: RegionClients,
  calls: Calls,
  SecretId: string,
): Promise<"present" | "empty" | "missing"> {
  const answer = calls.make((options) => secrets.send(new DescribeSecretCommand({ SecretId }), options));
  const secret = await unlessMissing(answer, MISSING);
  if (!secret || secret.DeletedDate) return "missing";
  const stages = Object.values(secret.VersionIdsToStages ?? {}).flat();
  return stages.includes("AWSCURRENT") ? "present" : "empty";
}
