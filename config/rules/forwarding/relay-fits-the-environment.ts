import { forwardingOf, forwardingPath, organizationsOf, type Rule } from "../../complete/draft";
import { completeRelay } from "../../complete/forwarding-defaults";
import { LIMITS } from "../../../aws/limits";
import { logRelay as relaySchema, type LogRelaySection } from "../../schema/log-relay";
import { oncePerPlace } from "./once-per-place";

/**
 * The most bytes that the forwarder's other variables need: their names, two queue URLs, the format. A test measures
 * it.
 */
export const OTHER_VARIABLES_BYTES = 512;

/**
 * The relay's settings are stored in the function's environment. If that is too long, Lambda refuses it, but only
 * during apply.
 */
export const relayFitsTheEnvironment: Rule = (draft) =>
  oncePerPlace(
    organizationsOf(draft).flatMap(({ partition }) => {
      const relay = relaySchema.safeParse(forwardingOf(draft, partition)?.logRelay);
      const bytes = relay.success ? relayBytes(relay.data) : 0;
      const room = LIMITS.environmentBytes.most - OTHER_VARIABLES_BYTES;
      if (bytes <= room) return [];
      const path = forwardingPath(draft, partition, "logRelay");
      const message = `takes ${bytes} bytes of the function's environment, which has room for ${room}`;
      return [{ path, message, fix: "shorten its headers, url or structuredData: Lambda takes 4 KB in all" }];
    }),
  );

/** Counts as Lambda does: the relay is JSON inside a JSON string. */
function relayBytes(relay: LogRelaySection): number {
  const { secretName = "", ...logRelay } = completeRelay(relay);
  return Buffer.byteLength(JSON.stringify(JSON.stringify(logRelay))) + Buffer.byteLength(secretName);
}
