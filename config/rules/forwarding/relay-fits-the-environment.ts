import { forwardingOf, forwardingPath, organizationsOf, type Rule } from "../../complete/draft";
import { completeForwarding } from "../../complete/forwarding-defaults";
import type { ForwardingSection } from "../../schema/forwarding";
import type { Partition } from "../../../aws/partitions";
import { oncePerPlace } from "./once-per-place";

/**
 * What a function's environment variables may take together, as JSON.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const ENVIRONMENT_BYTES = 4096;

/** What the forwarder's other variables take at most: their names, two queue URLs, the format. A test measures it. */
export const OTHER_VARIABLES_BYTES = 512;

/** The relay stands in the function's environment, and Lambda refuses one that is too long: only when it is applied. */
export const relayFitsTheEnvironment: Rule = (draft) =>
  oncePerPlace(
    organizationsOf(draft).flatMap(({ partition }) => {
      const forwarding = forwardingOf(draft, partition);
      const bytes = forwarding?.logRelay ? relayBytes(forwarding, partition) : 0;
      const room = ENVIRONMENT_BYTES - OTHER_VARIABLES_BYTES;
      if (bytes <= room) return [];
      const path = forwardingPath(draft, partition, "logRelay");
      const message = `takes ${bytes} bytes of the function's environment, which has room for ${room}`;
      return [{ path, message, fix: "shorten its headers, url or structuredData: Lambda takes 4 KB in all" }];
    }),
  );

/** As Lambda counts: the relay is JSON in a string of JSON. */
function relayBytes(forwarding: ForwardingSection, partition: Partition): number {
  const { secretName = "", ...logRelay } = completeForwarding(forwarding, partition).logRelay;
  return Buffer.byteLength(JSON.stringify(JSON.stringify(logRelay))) + Buffer.byteLength(secretName);
}
