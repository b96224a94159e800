import { isDeepStrictEqual } from "node:util";
import { UNREAD } from "../../aws-clients/attempts";
import type { FoundDelivery, FoundMapping } from "../read/found-pipeline";
import { missing, type LocalGap } from "./local-gap";
import type { WantedDelivery } from "../../intent/wanted-pipeline";

/** What is wrong with the function, the mapping that feeds it and the secret it reads. */
export function deliveryGaps(wanted: WantedDelivery, found: FoundDelivery): LocalGap[] {
  return [...functionGaps(wanted, found), ...mappingGaps(wanted, found), ...secretGaps(wanted, found)];
}

function functionGaps(
  { functionName: resource, forwarding }: WantedDelivery,
  found: FoundDelivery,
): LocalGap[] {
  const current = found.function;
  if (current === UNREAD) return [];
  if (!current) return [missing("FUNCTION_MISSING", resource)];
  const gaps: LocalGap[] = [];
  // An idle function is inactive until it is called, and then Lambda brings it back.
  if (!["Active", "Inactive"].includes(current.state)) {
    gaps.push({ wanted: "Active", found: current.state, reason: "FUNCTION_INACTIVE", resource });
  }
  const least = forwarding.reservedConcurrency ?? forwarding.maximumConcurrency;
  const { reservedConcurrency: reserved = least } = current;
  if (reserved < least) {
    gaps.push({ wanted: String(least), found: String(reserved), reason: "FUNCTION_THROTTLED", resource });
  }
  const { secretName, ...logRelay } = forwarding.logRelay;
  const wanted = { format: forwarding.format, secretName, logRelay: parse(JSON.stringify(logRelay)) };
  const settings = settingsOf(current.environment);
  if (!isDeepStrictEqual(settings, wanted)) {
    const texts = { wanted: JSON.stringify(wanted), found: JSON.stringify(settings) };
    gaps.push({ ...texts, reason: "FUNCTION_SETTINGS_DIFFER", resource });
  }
  return gaps;
}

/** The names are the forwarder's own (lambda-src/finding-forwarder/environment.ts); a test holds the two together. */
function settingsOf(environment: Readonly<Record<string, string>>) {
  return {
    format: environment.ORGDUTY_FORMAT,
    secretName: environment.ORGDUTY_SECRET_NAME,
    logRelay: parse(environment.ORGDUTY_LOG_RELAY),
  };
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null") as unknown;
  } catch {
    return text;
  }
}

function mappingGaps(wanted: WantedDelivery, { mapping, otherConsumers = [] }: FoundDelivery): LocalGap[] {
  const { functionName: resource } = wanted;
  if (mapping === UNREAD) return [];
  const gaps = mapping ? settingsGaps(wanted, mapping) : [missing("MAPPING_MISSING", resource)];
  if (otherConsumers.length === 0) return gaps;
  const found = otherConsumers.join(", ");
  return [...gaps, { wanted: "this function alone", found, reason: "QUEUE_SHARED", resource }];
}

const PARTIAL_FAILURES = "ReportBatchItemFailures";

function settingsGaps(
  { functionName: resource, forwarding }: WantedDelivery,
  found: FoundMapping,
): LocalGap[] {
  const { state, filters, responseTypes, maximumConcurrency } = found;
  const gaps: LocalGap[] = [];
  if (["Creating", "Updating"].includes(state))
    gaps.push({ wanted: "Enabled", found: state, reason: "PENDING", resource });
  else if (!["Enabled", "Enabling"].includes(state))
    gaps.push({ wanted: "Enabled", found: state, reason: "MAPPING_DISABLED", resource });
  if (filters.length > 0)
    gaps.push({ wanted: "none", found: filters.join(", "), reason: "MAPPING_FILTERS", resource });
  const settings = { responseTypes: [PARTIAL_FAILURES], maximumConcurrency: forwarding.maximumConcurrency };
  const current = { responseTypes, maximumConcurrency };
  if (!isDeepStrictEqual(current, settings)) {
    const texts = { wanted: JSON.stringify(settings), found: JSON.stringify(current) };
    gaps.push({ ...texts, reason: "MAPPING_SETTINGS_DIFFER", resource });
  }
  return gaps;
}

function secretGaps({ forwarding }: WantedDelivery, { secret }: FoundDelivery): LocalGap[] {
  const resource = forwarding.logRelay.secretName;
  if (resource === undefined || secret === "present" || secret === UNREAD) return [];
  if (secret === "empty") return [{ wanted: "a value", found: "none", reason: "SECRET_EMPTY", resource }];
  return [missing("SECRET_MISSING", resource)];
}
