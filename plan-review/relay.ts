import { arrayOf, objectOf, parsedOf } from "./json";
import type { PlannedResource } from "./plan-model";

/** The forwarder's environment variable that holds the relay (lambda-src/finding-forwarder/environment.ts). */
const LOG_RELAY = "ORGDUTY_LOG_RELAY";

/** The log relay in a function's environment, whatever its shape; undefined where the function forwards nothing. */
export function relayOf(lambda: PlannedResource): unknown {
  const environment = objectOf(arrayOf(lambda.after?.environment)[0]);
  return parsedOf(objectOf(environment.variables)[LOG_RELAY]);
}
