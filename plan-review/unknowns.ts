import { referencesOf } from "./attributes";
import type { StackPlan } from "./plan-model";

/** A configured attribute whose value nobody can read before apply. */
export interface UnknownLine {
  /** Address without instances, and the attribute: `aws_guardduty_member.members_07: detector_id`. */
  readonly what: string;
  /** What it comes from. */
  readonly from: string;
  readonly stacks: readonly string[];
}

/**
 * Configured attributes that are known only after apply, collapsed over stacks. What AWS makes up for every new resource
 * (its id, its ARN) is left out: nobody could review that.
 */
export function unknownLines(plans: readonly StackPlan[]): UnknownLine[] {
  const lines = new Map<string, { what: string; from: string; stacks: Set<string> }>();
  for (const { stack, resources } of plans) {
    for (const { type, name, unknown, expressions } of resources) {
      for (const attribute of Object.keys(unknown)) {
        if (unknown[attribute] !== true || !(attribute in expressions)) continue;
        const what = `${type}.${name}: ${attribute}`;
        const from = [...new Set(referencesOf(expressions[attribute]))].filter(
          (item) => item.split(".").length > 2,
        );
        const key = `${what} ${from.join()}`;
        const line = lines.get(key) ?? { what, from: from.join(", "), stacks: new Set<string>() };
        lines.set(key, { ...line, stacks: line.stacks.add(stack) });
      }
    }
  }
  return [...lines.values()].map((line) => ({ ...line, stacks: [...line.stacks] }));
}
