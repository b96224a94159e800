import { normalize } from "node:path";
import type { Rule } from "../complete/draft";
import { valueAt } from "../schema/mistakes";

const PATH = ["review", "signatures"];

/** Each key counts once, and there must be at least as many keys and identities as required signatures. */
export const signaturesCanBeGiven: Rule = ({ review, pipeline, document }) => {
  const { signatures } = review ?? {};
  // A list with a mistake is not in the draft: who could sign is not known then.
  const isKnown = (["keys", "identities"] as const).every(
    (list) => signatures?.[list] !== undefined || valueAt(document, [...PATH, list]) === undefined,
  );
  if (!signatures || !isKnown) return [];
  const { keys = [], identities, required = 1 } = signatures;
  const paths = keys.map((key) => normalize(key));
  const twice = paths.flatMap((path, index) =>
    paths.indexOf(path) === index
      ? []
      : [
          {
            path: [...PATH, "keys", index],
            message: `"${keys[index]}" is listed twice`,
            fix: "keep one of them",
          },
        ],
  );
  const ofPipeline = identities === "pipeline" || (identities === undefined && keys.length === 0);
  if (ofPipeline && !pipeline?.github && !pipeline?.gitlab) {
    const message = "nobody can sign: there is no pipeline whose workflow would";
    const fix = "name keys or identities, or add pipeline.github or pipeline.gitlab";
    return [...twice, { path: identities === undefined ? PATH : [...PATH, "identities"], message, fix }];
  }
  const others = ofPipeline ? 1 : (identities ?? []).length;
  const different = new Set(paths).size;
  if (required <= different + others) return twice;
  const message = `${required} signatures are required of ${countOf(different, "key", "keys")}${others > 0 ? ` and ${countOf(others, "identity", "identities")}` : ""}`;
  const fix = `require at most ${different + others}, or add keys`;
  return [...twice, { path: [...PATH, "required"], message, fix }];
};

function countOf(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
