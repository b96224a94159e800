import type { OrganizationConfig } from "../../config/config";
import type { FoundHealth } from "../compare/health-gaps";
import { text } from "../kinds/kind";
import { readEvents } from "./events";
import { readFunctions } from "./functions";
import { readKeyPolicies, readKeyStates } from "./keys";
import { readLastDelivery } from "./last-delivery";
import { expectedOf, type Reading } from "./live";
import { readMappings } from "./mappings";
import { readQueues } from "./queues";
import { readRoles, type ReadRoles } from "./roles";
import { readSchedules } from "./schedules";
import { readSecret } from "./secrets";
import { readAlarms, readLogGroups } from "./watches";

/**
 * Reads everything on the findings path through one region, expected or not: about 22 calls if the region has a
 * forwarder. What AWS refuses is UNREAD and recorded in the attempts; the rest is still read.
 */
export async function readRegion(
  reading: Reading,
  { administratorAccountId, forwarding }: OrganizationConfig,
  roles: ReadRoles,
): Promise<FoundHealth> {
  const [functionName] = expectedOf(reading, "aws_lambda_function").map((one) => text(one, "function_name"));
  const secretName = functionName === undefined ? undefined : forwarding?.logRelay.secretName;
  const { clients, calls, attempts } = reading;
  const [queues, functions, keyPolicies, keyStates, secret, lastDeliveryAt] = await Promise.all([
    readQueues(reading, administratorAccountId),
    readFunctions(reading),
    readKeyPolicies(reading, administratorAccountId),
    readKeyStates(reading, administratorAccountId),
    secretName === undefined ? undefined : readSecret(reading, secretName),
    functionName === undefined
      ? undefined
      : attempts.read(
          "the metric of the last delivery",
          readLastDelivery(clients.metrics, calls, functionName),
        ),
    readEvents(reading),
    readSchedules(reading),
    readMappings(reading),
    readAlarms(reading),
    readLogGroups(reading),
    readRoles(reading, roles),
  ]);
  return {
    ...{ queues, functions, keyPolicies, keyStates },
    ...(secret === undefined ? {} : { secret }),
    ...(lastDeliveryAt === undefined ? {} : { lastDeliveryAt }),
  };
}
