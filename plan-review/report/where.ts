import { code, type Cell } from "../../drawing/report-model";
import type { CollapsedEvidence } from "../judge/judge-rules";
import type { Review } from "./review";

/**
 * Says in which stacks something is: a count if it is in all regions or stacks or in nearly all regions, otherwise
 * their names, of which there may be fifteen.
 */
export function whereText(stacks: readonly string[], { provenance }: Pick<Review, "provenance">): string {
  const regions = provenance.plans
    .map(({ stack }) => stack)
    .filter((stack) => !stack.startsWith("foundation-"));
  if (
    regions.length > 2 &&
    stacks.length === regions.length &&
    regions.every((region) => stacks.includes(region))
  )
    return `all ${regions.length} regions`;
  if (stacks.length > 2 && stacks.length === provenance.plans.length) return `all ${stacks.length} stacks`;
  const missing = regions.filter((region) => !stacks.includes(region));
  if (stacks.length > 6 && missing.length <= 3 && stacks.every((stack) => regions.includes(stack)))
    return `${stacks.length} regions, all but ${missing.join(", ")}`;
  return stacks.join(", ");
}

/** A piece of evidence in one line: which resource it is, what is wrong with it, and where. */
export function evidenceLine({ address, detail, stacks }: CollapsedEvidence, review: Review): Cell {
  const place = stacks.length === 0 ? "" : `(${whereText(stacks, review)})`;
  return [[...(address === "" ? [] : [code(address)]), detail, place].filter((piece) => piece !== "")];
}
