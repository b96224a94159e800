import { forwardingOf, forwardingPath, organizationsOf, type Rule } from "../../complete/draft";
import { LIMITS } from "../../../aws/limits";
import { findingPattern } from "../../finding-pattern";
import { oncePerPlace } from "./once-per-place";

/**
 * The rule that matches findings must fit EventBridge's limit. Otherwise AWS would refuse it, but only during apply.
 */
export const findingTypesFitThePattern: Rule = (draft) =>
  oncePerPlace(
    organizationsOf(draft).flatMap(({ partition }) => {
      const { length } = JSON.stringify(findingPattern(forwardingOf(draft, partition) ?? {}));
      if (length <= LIMITS.patternCharacters.most) return [];
      return [
        {
          path: forwardingPath(draft, partition, "findingTypes"),
          message: `the event pattern has ${length} characters, EventBridge takes ${LIMITS.patternCharacters.most}`,
          fix: 'name families instead of types, e.g. "UnauthorizedAccess:EC2/", or use minimumSeverity',
        },
      ];
    }),
  );
