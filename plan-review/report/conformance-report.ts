import type { ReviewContext } from "../judge/rule";
import type { RuleReport } from "../judge/judge-rules";
import { waiverOf } from "../judge/conformance/waived-differences";
import type { Plans } from "../read/read-plans";
import type { Difference } from "../conformance/difference";

/** One difference between plan files and what the config produces, with every stack that has it. */
export interface DifferenceLine extends Difference {
  readonly stacks: readonly string[];
  /** Rules that fail because of this very resource. They show the effect of the difference. */
  readonly breaks: readonly string[];
  /** Why the difference may be applied all the same, who accepted it and until when. Absent: it fails the review. */
  readonly waiver?: string;
}

/** How far the plan files match what the config produces. */
export interface ConformanceReport {
  /** Stacks whose plan file was compared. It is empty if the plans have no files. */
  readonly compared: readonly string[];
  readonly differences: readonly DifferenceLine[];
  /**
   * Which code produced the stacks that the plan files are compared with, and whether the plans were made with the
   * same code.
   */
  readonly code: string;
}

/** Lists every difference once, with the rules that it breaks. */
export function conformanceReport(context: ReviewContext, rules: readonly RuleReport[]): ConformanceReport {
  const { conformance = [] } = context.plans;
  const lines = new Map<string, DifferenceLine>();
  for (const { stack, configuration, surroundings, code } of conformance)
    for (const difference of new Set([...configuration, ...surroundings, ...code])) {
      const waiver = waiverOf(context, stack, difference);
      const told = waiver && `${waiver.owner}, until ${waiver.until}: ${waiver.reason}`;
      const key = JSON.stringify([difference, told]);
      const stacks = [...(lines.get(key)?.stacks ?? []), stack].sort();
      lines.set(key, {
        ...difference,
        stacks,
        breaks: brokenBy(difference, rules),
        ...(told && { waiver: told }),
      });
    }
  return {
    compared: conformance.map(({ stack }) => stack),
    differences: [...lines.values()],
    code: codeText(context.plans),
  };
}

function codeText({ manifest, code }: Plans): string {
  if (!code) return "";
  const isSame = manifest.sourcesSha256 === undefined || manifest.sourcesSha256 === code.sha256;
  return isSame
    ? code.said
    : `${code.said}; the plans were made by other code (sha256 ${manifest.sourcesSha256})`;
}

const OF_CONFORMANCE = ["OD-057", "OD-058", "OD-059"];

function brokenBy({ address }: Difference, rules: readonly RuleReport[]): string[] {
  return rules
    .filter(({ id, status, evidence }) => {
      const isUnmet = (status === "fail" || status === "warn") && !OF_CONFORMANCE.includes(id);
      return isUnmet && evidence.some((item) => item.address === address || item.detail.includes(address));
    })
    .map(({ id }) => id);
}

/** A difference in one line: what differs, both values, which rules it breaks and who accepts it. */
export function differenceText({
  address,
  attribute,
  expected,
  planned,
  breaks,
  waiver,
}: DifferenceLine): string {
  const what = [address, attribute].filter((part) => part !== "").join(" ");
  const broken = breaks.length === 0 ? "" : ` (breaks ${breaks.join(", ")})`;
  return `${what}: expected ${expected}, planned ${planned}${broken}${waiver === undefined ? "" : `; accepted by ${waiver}`}`;
}
