import { forwardingOf, forwardingPath, organizationsOf, type Rule } from "../../complete/draft";
import { completeRelay } from "../../complete/forwarding-defaults";
import { relayFaults } from "../../../lambda-src/finding-forwarder/relay-check";
import { logRelay as relaySchema } from "../../schema/log-relay";
import { oncePerPlace } from "./once-per-place";

/**
 * The forwarder must be able to use the relay's settings, and to send the largest event with them: an event that it
 * refuses would become a dead letter, or would be retried forever. The rule checks only a relay whose keys are all
 * valid by themselves.
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
