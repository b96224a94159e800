import {
  DeleteEventSourceMappingCommand,
  DeleteFunctionCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  GetFunctionConfigurationCommand,
  DeleteFunctionConcurrencyCommand,
  PutFunctionConcurrencyCommand,
  UpdateEventSourceMappingCommand,
  UpdateFunctionConfigurationCommand,
  type UpdateEventSourceMappingCommandInput,
} from "@aws-sdk/client-lambda";
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  RestoreSecretCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { acting } from "../../support/deployed/place";
import type { BrokenPlace, Fault } from "./fault";

const FUNCTION = "acme-guardduty-findings";
const SECRET = "acme/guardduty/log-relay";

async function withLambda(
  place: BrokenPlace,
  work: (client: LambdaClient) => Promise<unknown>,
): Promise<void> {
  const client = new LambdaClient(acting(place));
  await work(client).finally(() => client.destroy());
}

async function withSecrets(
  place: BrokenPlace,
  work: (client: SecretsManagerClient) => Promise<unknown>,
): Promise<void> {
  const client = new SecretsManagerClient(acting(place));
  await work(client).finally(() => client.destroy());
}

async function mappingId(client: LambdaClient): Promise<string> {
  const command = new ListEventSourceMappingsCommand({ FunctionName: FUNCTION });
  return (await client.send(command)).EventSourceMappings![0]!.UUID!;
}

const mapping = (changes: Omit<UpdateEventSourceMappingCommandInput, "UUID">) => (place: BrokenPlace) =>
  withLambda(place, async (client) =>
    client.send(new UpdateEventSourceMappingCommand({ UUID: await mappingId(client), ...changes })),
  );
const relayHost = (from: string, to: string) => (place: BrokenPlace) =>
  withLambda(place, async (client) => {
    const { Environment } = await client.send(
      new GetFunctionConfigurationCommand({ FunctionName: FUNCTION }),
    );
    const Variables = { ...Environment!.Variables };
    Variables.ORGDUTY_LOG_RELAY = Variables.ORGDUTY_LOG_RELAY!.replace(from, to);
    await client.send(
      new UpdateFunctionConfigurationCommand({ FunctionName: FUNCTION, Environment: { Variables } }),
    );
  });

/** The function, its mapping and its secret. */
export const DELIVERY_FAULTS: readonly Fault[] = [
  {
    what: "the event source mapping disabled",
    reason: "MAPPING_DISABLED",
    names: FUNCTION,
    break: mapping({ Enabled: false }),
    mend: mapping({ Enabled: true }),
  },
  {
    what: "the event source mapping given a filter that nothing matches",
    reason: "MAPPING_FILTERS",
    names: FUNCTION,
    break: mapping({ FilterCriteria: { Filters: [{ Pattern: '{"body":{"none":["none"]}}' }] } }),
    mend: mapping({ FilterCriteria: {} }),
  },
  {
    what: "the event source mapping no longer told of partial failures",
    reason: "MAPPING_SETTINGS_DIFFER",
    names: FUNCTION,
    break: mapping({ FunctionResponseTypes: [] }),
    mend: mapping({ FunctionResponseTypes: ["ReportBatchItemFailures"] }),
  },
  {
    what: "the function throttled to nothing",
    reason: "FUNCTION_THROTTLED",
    names: FUNCTION,
    break: (place) =>
      withLambda(place, (client) =>
        client.send(
          new PutFunctionConcurrencyCommand({ FunctionName: FUNCTION, ReservedConcurrentExecutions: 0 }),
        ),
      ),
    mend: (place) =>
      withLambda(place, (client) =>
        client.send(new DeleteFunctionConcurrencyCommand({ FunctionName: FUNCTION })),
      ),
  },
  {
    what: "nothing delivered for four hours, heartbeats neither",
    reason: "DELIVERY_STALLED",
    names: FUNCTION,
    hoursLater: 4,
    break: () => Promise.resolve(),
    mend: () => Promise.resolve(),
  },
  {
    what: "the function's relay address edited",
    reason: "FUNCTION_SETTINGS_DIFFER",
    names: FUNCTION,
    break: relayHost("log-relay.acme", "log-relay.evil"),
    mend: relayHost("log-relay.evil", "log-relay.acme"),
  },
  {
    what: "the relay's secret scheduled for deletion in the region",
    reason: "SECRET_MISSING",
    names: SECRET,
    break: (place) =>
      withSecrets(place, (client) => client.send(new DeleteSecretCommand({ SecretId: SECRET }))),
    mend: (place) =>
      withSecrets(place, (client) => client.send(new RestoreSecretCommand({ SecretId: SECRET }))),
  },
  {
    what: "the relay's secret gone from the region",
    reason: "SECRET_MISSING",
    names: SECRET,
    break: (place) =>
      withSecrets(place, (client) =>
        client.send(new DeleteSecretCommand({ SecretId: SECRET, ForceDeleteWithoutRecovery: true })),
      ),
  },
  {
    what: "the relay's secret made anew without a value",
    reason: "SECRET_EMPTY",
    names: SECRET,
    break: (place) =>
      withSecrets(place, async (client) => {
        await client.send(new DeleteSecretCommand({ SecretId: SECRET, ForceDeleteWithoutRecovery: true }));
        await client.send(new CreateSecretCommand({ Name: SECRET }));
      }),
  },
  {
    what: "the event source mapping deleted",
    reason: "MAPPING_MISSING",
    names: FUNCTION,
    break: (place) =>
      withLambda(place, async (client) =>
        client.send(new DeleteEventSourceMappingCommand({ UUID: await mappingId(client) })),
      ),
  },
  {
    what: "the function deleted",
    reason: "FUNCTION_MISSING",
    names: FUNCTION,
    break: (place) =>
      withLambda(place, (client) => client.send(new DeleteFunctionCommand({ FunctionName: FUNCTION }))),
  },
];
