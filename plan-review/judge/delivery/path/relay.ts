import { arrayOf, objectOf, parsedOf, stringOf } from "../../../read/json";
import type { Attributes, PlannedResource } from "../../../read/plan-model";

/** The forwarder's environment variables that say where findings go (lambda-src/finding-forwarder/environment.ts). */
const LOG_RELAY = "ORGDUTY_LOG_RELAY";
const FORMAT = "ORGDUTY_FORMAT";
const SECRET_NAME = "ORGDUTY_SECRET_NAME";

/** How a function delivers: to which relay, in which format, and with which secret. */
export interface PlannedDelivery {
  /** The relay, in whatever form it is configured; undefined if the function forwards nothing. */
  readonly relay: unknown;
  readonly format: unknown;
  readonly secretName: unknown;
}

/** Reads how a function delivers, from its environment. */
export function deliveryOf(lambda: PlannedResource): PlannedDelivery {
  const variables = variablesOf(lambda);
  return {
    relay: parsedOf(variables[LOG_RELAY]),
    format: variables[FORMAT],
    secretName: variables[SECRET_NAME],
  };
}

/**
 * The log relay in a function's environment, in whatever form it is configured; undefined if the function forwards
 * nothing.
 */
export function relayOf(lambda: PlannedResource): unknown {
  return deliveryOf(lambda).relay;
}

/**
 * A function's environment variables. Before the queues exist, their URLs are unknown, which makes the whole
 * environment unknown. In that case the variables are read from the configuration, where `${` and `%{` are written
 * double.
 */
export function variablesOf({ after, expressions }: PlannedResource): Attributes {
  const planned = objectOf(objectOf(arrayOf(after?.environment)[0]).variables);
  const configured = objectOf(objectOf(arrayOf(expressions.environment)[0]).variables);
  const written = Object.entries(objectOf(configured.constant_value)).map(([name, value]) => [
    name,
    typeof value === "string" ? value.replace(/([$%])\1(?=\{)/g, "$1") : value,
  ]);
  return { ...(Object.fromEntries(written) as Attributes), ...planned };
}

/** A log relay in a few words. */
export function describeRelay(relay: unknown): string {
  const { protocol, url, host, port, insecure, keepConnection, accepted } = objectOf(relay);
  if (protocol === "https") return stringOf(url) + describeAccepted(accepted);
  const transport = insecure === undefined ? "over TLS" : "over plain TCP";
  const confirmation = keepConnection === undefined ? "" : ", on a kept connection that confirms late";
  return `syslog://${stringOf(host)}:${String(port)} ${transport}${confirmation}`;
}

function describeAccepted(accepted: unknown): string {
  if (accepted === undefined) return "";
  const { pointer, value } = objectOf(accepted);
  return `, which takes findings if ${stringOf(pointer)} of its answer is ${JSON.stringify(value)}`;
}
