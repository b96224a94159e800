import { forwardingOf, forwardingPath, organizationsOf, type Rule } from "../../complete/draft";
import { oncePerPlace } from "./once-per-place";

/** Forwarding needs a relay that receives the findings. */
export const forwardingHasARelay: Rule = (draft) =>
  oncePerPlace(
    organizationsOf(draft)
      .filter(
        ({ partition }) =>
          forwardingOf(draft, partition)?.logRelay === undefined && forwardingOf(draft, partition),
      )
      .map(({ partition }) => ({
        path: forwardingPath(draft, partition, "logRelay"),
        message: "is missing",
        fix: "e.g. logRelay: {protocol: https, url: https://relay.example.com/ingest}",
      })),
  );
