import { forwardingOf, forwardingPath, organizationsOf, type Rule } from "../../complete/draft";
import { LIMITS } from "../../../aws/limits";
import { findingPattern } from "../../finding-pattern";
import { oncePerPlace } from "./once-per-place";

/** The rule that picks findings has to fit EventBridge's limit: AWS would refuse it only when it is applied. */
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
