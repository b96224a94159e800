import { forwardingOf, forwardingPath, organizationsOf, type Rule } from "../../complete/draft";
import { completeRelay } from "../../complete/forwarding-defaults";
import { relayFaults } from "../../../lambda-src/finding-forwarder/relay-check";
import { logRelay as relaySchema } from "../../schema/log-relay";
import { oncePerPlace } from "./once-per-place";

/**
 * The forwarder can be built with the relay's settings, and the largest event passes through it: what it refuses would be
 * a dead letter, or would be tried for ever. Only a relay whose every key is right by itself is tried.
 */
export const relayCanDeliver: Rule = (draft) =>
  oncePerPlace(
    organizationsOf(draft).flatMap(({ partition }) => {
      const relay = relaySchema.safeParse(forwardingOf(draft, partition)?.logRelay);
      if (!relay.success) return [];
      return relayFaults(completeRelay(relay.data)).map(({ path, message, least }) => ({
        path: [...forwardingPath(draft, partition, "logRelay"), ...path],
        message: `the forwarder cannot work with it: ${message}`,
        fix: least === undefined ? "correct it" : `at least ${least}, or shorten structuredData and hostname`,
      }));
    }),
  );
