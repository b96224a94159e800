import { offer } from "../problems/nearest";
import { bootstrapStackName, foundationStackName } from "../stack-list";
import { organizationsOf, plannedRegions, type Rule } from "../complete/draft";

/** A difference or exception of a stack that the config does not make would never apply. */
export const exceptionsNameAStack: Rule = (draft) => {
  if (draft.regions === undefined) return [];
  const foundations = organizationsOf(draft).flatMap(({ partition }) => [
    foundationStackName(partition),
    ...(draft.bootstrap ? [bootstrapStackName(partition)] : []),
  ]);
  const stacks: readonly string[] = [...foundations, ...plannedRegions(draft.regions)];
  return (["differences", "exceptions"] as const).flatMap((section) =>
    (draft.review?.[section] ?? []).flatMap(({ stack }, index) =>
      stack === undefined || stacks.includes(stack)
        ? []
        : [
            {
              path: ["review", section, index, "stack"],
              message: `"${stack}" is not a stack of this config`,
              fix: offer(stack, stacks),
            },
          ],
    ),
  );
};
