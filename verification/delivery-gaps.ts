import { isDeepStrictEqual } from "node:util";
import type { FoundDelivery } from "./found-pipeline";
import { missing, type LocalGap } from "./local-gap";
import type { WantedDelivery } from "./wanted-pipeline";

/** What is wrong with the function, the mapping that feeds it and the secret it reads. */
export function deliveryGaps(wanted: WantedDelivery, found: FoundDelivery): LocalGap[] {
  return [...functionGaps(wanted, found), ...mappingGaps(wanted, found), ...secretGaps(wanted, found)];
}

function functionGaps(
  { functionName: resource, forwarding }: WantedDelivery,
  found: FoundDelivery,
): LocalGap[] {
  const current = found.function;
  if (!current) return [missing("FUNCTION_MISSING", resource)];
  const gaps: LocalGap[] = [];
  // An idle function is inactive until it is called, and then Lambda brings it back.
  if (!["Active", "Inactive"].includes(current.state)) {
    gaps.push({ wanted: "Active", found: current.state, reason: "FUNCTION_INACTIVE", resource });
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

function mappingGaps(
  { functionName: resource }: WantedDelivery,
  { mappingState }: FoundDelivery,
): LocalGap[] {
  if (mappingState === undefined) return [missing("MAPPING_MISSING", resource)];
  if (["Enabled", "Enabling"].includes(mappingState)) return [];
  if (["Creating", "Updating"].includes(mappingState))
    return [{ wanted: "Enabled", found: mappingState, reason: "PENDING", resource }];
  return [{ wanted: "Enabled", found: mappingState, reason: "MAPPING_DISABLED", resource }];
}

function secretGaps({ forwarding }: WantedDelivery, { secret }: FoundDelivery): LocalGap[] {
  const resource = forwarding.logRelay.secretName;
  if (resource === undefined || secret === "present") return [];
  if (secret === "empty") return [{ wanted: "a value", found: "none", reason: "SECRET_EMPTY", resource }];
  return [missing("SECRET_MISSING", resource)];
}
