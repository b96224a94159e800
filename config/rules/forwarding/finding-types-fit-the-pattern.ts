import { forwardingOf, forwardingPath, organizationsOf, type Rule } from "../../complete/draft";
import { findingPattern, MAX_PATTERN_CHARACTERS } from "../../finding-pattern";
import { oncePerPlace } from "./once-per-place";

/** The rule that picks findings has to fit EventBridge's limit: AWS would refuse it only when it is applied. */
export const findingTypesFitThePattern: Rule = (draft) =>
  oncePerPlace(
    organizationsOf(draft).flatMap(({ partition }) => {
      const { length } = JSON.stringify(findingPattern(forwardingOf(draft, partition) ?? {}));
      if (length <= MAX_PATTERN_CHARACTERS) return [];
      return [
        {
          path: forwardingPath(draft, partition, "findingTypes"),
          message: `the event pattern has ${length} characters, EventBridge takes ${MAX_PATTERN_CHARACTERS}`,
          fix: 'name families instead of types, e.g. "UnauthorizedAccess:EC2/", or use minimumSeverity',
        },
      ];
    }),
  );
