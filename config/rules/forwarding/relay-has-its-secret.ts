import { forwardingOf, forwardingPath, organizationsOf, type Rule } from "../../complete/draft";
import { valueAt } from "../../schema/mistakes";
import { oncePerPlace } from "./once-per-place";

/** A relay that needs credentials must name the secret that holds them. */
export const relayHasItsSecret: Rule = (draft) =>
  oncePerPlace(
    organizationsOf(draft).flatMap(({ partition }) => {
      const relay = forwardingOf(draft, partition)?.logRelay;
      if (relay?.protocol !== "https" || relay.secretName !== undefined) return [];
      // A name that is wrong was reported by itself.
      const written = valueAt(draft.document, [
        ...forwardingPath(draft, partition, "logRelay"),
        "secretName",
      ]);
      if (written !== undefined) return [];
      const { authentication = "none" } = relay;
      if (authentication === "none") return [];
      const path = [...forwardingPath(draft, partition, "logRelay"), "authentication"];
      const message = `${authentication} needs a credential, and no secret is named`;
      return [{ path, message, fix: "add secretName: NAME, or authentication: none" }];
    }),
  );
