import type { ForwardingConfig, LogRelay } from "../config";
import type { Partition } from "../../aws/partitions";
import type { ForwardingSection } from "../schema/forwarding";
import type { LogRelaySection } from "../schema/log-relay";

/**
 * How many forwarders run at once for a queue: the smallest number that Lambda accepts, so that new accounts keep their
 * concurrency.
 */
export const DEFAULT_MAXIMUM_CONCURRENCY = 2;

/** Fills in what a forwarding section leaves out. The rules have already checked that there is a relay. */
export function completeForwarding(section: ForwardingSection, partition: Partition): ForwardingConfig {
  const { logRelay, ...rest } = section;
  if (logRelay === undefined)
    throw new TypeError("forwarding has no logRelay: the rule forwarding-has-a-relay did not run");
  return {
    ...rest,
    topology: section.topology ?? "regional",
    logRetentionDays: section.logRetentionDays ?? 3,
    format: section.format ?? "guardduty",
    logRelay: completeRelay(logRelay),
    architecture: section.architecture ?? (partition === "aws-cn" ? "x86_64" : "arm64"),
    maximumConcurrency: section.maximumConcurrency ?? DEFAULT_MAXIMUM_CONCURRENCY,
    heartbeatMinutes: section.heartbeatMinutes ?? 60,
    vpc: section.vpc ?? {},
  };
}

/** A relay with its defaults, as the forwarder receives it. */
export function completeRelay(relay: LogRelaySection): LogRelay {
  if (relay.protocol === "https") {
    return { ...relay, headers: relay.headers ?? {}, authentication: relay.authentication ?? "none" };
  }
  return {
    ...relay,
    port: relay.port ?? 6514,
    // RFC 5424: 13 is "log audit".
    facility: relay.facility ?? 13,
    appName: relay.appName ?? "guardduty",
    // RFC 5425: receivers should accept 8192 bytes.
    maxFrameBytes: relay.maxFrameBytes ?? 8192,
    oversize: relay.oversize ?? "split",
  };
}
