import { isArray, isObject, type JsonObject, type JsonValue } from "../../plans-folder/json-value";
import { SERVICES } from "../engine/override";
import type { RunMode } from "../engine/run-mode";

/** Provider arguments that only orgduty's overrides set: a live plan never has them. */
const NOT_AWS = /^(skip_\w+|endpoints)$/;
const OFFLINE = /^skip_(credentials_validation|requesting_account_id)$/;

/**
 * Reasons to refuse a plan because of its own provider configurations, which Terraform applies as they were planned.
 * The manifest's word for the kind of plan is not enough, because anybody can edit the manifest.
 */
export function providerRefusals(stack: string, plan: JsonObject, mode: RunMode): string[] {
  const { configuration } = plan;
  const providers = isObject(configuration) ? configuration.provider_config : undefined;
  return Object.entries(isObject(providers) ? providers : {}).flatMap(([name, provider]) => {
    // A provider without arguments is Terraform's own and works in no account.
    if (!isObject(provider) || !isObject(provider.expressions)) return [];
    const why =
      mode.kind === "local" ? notLocal(provider.expressions, mode.endpoint) : notLive(provider.expressions);
    return why === undefined ? [] : [`provider: ${stack}: ${name} ${why}`];
  });
}

function notLive(expressions: JsonObject): string | undefined {
  const set = Object.keys(expressions).filter((name) => NOT_AWS.test(name));
  return set.length === 0 ? undefined : `was not planned against AWS: it sets ${set.join(", ")}`;
}

function notLocal(expressions: JsonObject, endpoint: string): string | undefined {
  const set = Object.keys(expressions).filter((name) => OFFLINE.test(name));
  if (set.length > 0) return `was planned without AWS: it sets ${set.join(", ")}`;
  return isAllAt(endpoint, expressions.endpoints)
    ? undefined
    : `was not planned against the local AWS at ${endpoint}: other endpoints, or none`;
}

function isAllAt(endpoint: string, endpoints: JsonValue | undefined): boolean {
  if (!isArray(endpoints) || endpoints.length !== 1 || !isObject(endpoints[0])) return false;
  const urls = endpoints[0];
  const isThere = (url: JsonValue | undefined) => isObject(url) && url.constant_value === endpoint;
  return SERVICES.every((service) => isThere(urls[service])) && Object.values(urls).every(isThere);
}
