import type { DifferenceWaiver } from "../../../config/config";
import { isWithinAYear } from "../process/exceptions";
import type { Evidence, Outcome, ReviewContext } from "../rule";
import type { StackConformance } from "../../conformance/compare-stack";
import type { Difference } from "../../conformance/difference";

/** The waiver that accepts a difference; undefined if no waiver that is valid today does. */
export function waiverOf(
  { config, now }: Pick<ReviewContext, "config" | "now">,
  stack: string,
  { address, attribute }: Difference,
): DifferenceWaiver | undefined {
  return config.review.differences.find(
    (waiver) =>
      waiver.address === address &&
      waiver.attribute === attribute &&
      (waiver.stack === undefined || waiver.stack === stack) &&
      isWithinAYear(waiver.until, now),
  );
}

/** Judges one kind of difference in every plan file. */
export function judgeDifferences(
  context: ReviewContext,
  pick: (stack: StackConformance) => readonly Difference[],
): Outcome {
  const { conformance } = context.plans;
  if (!conformance) return { verdict: "not-applicable", reason: "no plan file beside the plan" };
  if (conformance.length === 0) return { verdict: "not-applicable", reason: "nothing is planned" };
  const found = conformance.flatMap((own) =>
    pick(own).map((difference) => ({ stack: own.stack, difference })),
  );
  const failing = found.filter(({ stack, difference }) => !waiverOf(context, stack, difference));
  if (failing.length > 0)
    return {
      verdict: "fail",
      evidence: failing.map(({ stack, difference }) => evidenceOf(stack, difference)),
    };
  return {
    verdict: "pass",
    evidence: conformance.map(({ stack }) => ({ stack, detail: "as the config makes it" })),
  };
}

function evidenceOf(stack: string, { address, attribute, expected, planned }: Difference): Evidence {
  const what = attribute === "" ? "" : `${attribute}: `;
  return { stack, address, detail: `${what}expected ${expected}, planned ${planned}` };
}
