import { forwardingOf, forwardingPath, organizationsOf, type Rule } from "../../complete/draft";
import { oncePerPlace } from "./once-per-place";

/** With a hub, findings leave their region, so the config must give a reason. */
export const hubHasAReason: Rule = (draft) =>
  oncePerPlace(
    organizationsOf(draft)
      .filter(({ partition }) => {
        const forwarding = forwardingOf(draft, partition);
        return forwarding?.topology === "hub" && forwarding.hub === undefined;
      })
      .map(({ partition }) => ({
        path: forwardingPath(draft, partition, "topology"),
        message: "with a hub findings leave their region, and nobody says why",
        fix: "add hub: {reason: WHY, owner: WHO}, or topology: regional",
      })),
  );
