import { normalize } from "node:path";
import type { Rule } from "../complete/draft";

/** Each key counts once, and there must be at least as many keys as required signatures. */
export const signaturesCanBeGiven: Rule = ({ review }) => {
  if (!review?.signatures?.keys) return [];
  const { keys, required = 1 } = review.signatures;
  const paths = keys.map((key) => normalize(key));
  const twice = paths.flatMap((path, index) =>
    paths.indexOf(path) === index
      ? []
      : [
          {
            path: ["review", "signatures", "keys", index],
            message: `"${keys[index]}" is listed twice`,
            fix: "keep one of them",
          },
        ],
  );
  const different = new Set(paths).size;
  if (required <= different) return twice;
  const message = `${required} signatures are required of ${different} ${different === 1 ? "key" : "keys"}`;
  const fix = `require at most ${different}, or add keys`;
  return [...twice, { path: ["review", "signatures", "required"], message, fix }];
};
