import { arrayOf, objectOf, parsedOf } from "./json";
import type { PlannedResource } from "./plan-model";

/** The forwarder's environment variable that holds the relay (lambda-src/finding-forwarder/environment.ts). */
const LOG_RELAY = "ORGDUTY_LOG_RELAY";

/**
 * The log relay in a function's environment, whatever its shape; undefined where the function forwards nothing. Before
 * the queues exist their URLs are unknown, and with them the whole environment: then the configuration tells.
 */
export function relayOf({ after, expressions }: PlannedResource): unknown {
  const planned = objectOf(objectOf(arrayOf(after?.environment)[0]).variables);
  const configured = objectOf(objectOf(arrayOf(expressions.environment)[0]).variables);
  return parsedOf(planned[LOG_RELAY] ?? objectOf(configured.constant_value)[LOG_RELAY]);
}
