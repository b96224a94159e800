import { referencesOf } from "../read/attributes";
import { objectOf } from "../read/json";
import type { StackPlan } from "../read/plan-model";

/** A configured attribute whose value cannot be read before apply. */
export interface UnknownLine {
  readonly attribute: string;
  /** What the value comes from, e.g. `aws_guardduty_detector.administrator-detector.id`. */
  readonly from: string;
  /** The resources that have the attribute, without instance keys. */
  readonly resources: readonly string[];
  readonly stacks: readonly string[];
}

/**
 * Configured attributes that are known only after apply; those that are alike in several resources and stacks are one
 * line. Two kinds are left out, because they could not be reviewed: what AWS generates for every new resource (its
 * id, its ARN), and values that refer to nothing.
 */
export function unknownLines(plans: readonly StackPlan[]): UnknownLine[] {
  const lines = new Map<
    string,
    { attribute: string; from: string; resources: Set<string>; stacks: Set<string> }
  >();
  for (const { stack, resources } of plans) {
    for (const { type, name, unknown, expressions } of resources) {
      for (const attribute of Object.keys(expressions).filter((key) => holdsUnknown(unknown[key]))) {
        const from = attributesReferred(expressions[attribute]);
        if (from === "") continue;
        const key = `${attribute} ${from}`;
        const line = lines.get(key) ?? { attribute, from, resources: new Set(), stacks: new Set() };
        line.resources.add(`${type}.${name}`);
        line.stacks.add(stack);
        lines.set(key, line);
      }
    }
  }
  return [...lines.values()].map((line) => ({
    ...line,
    resources: [...line.resources],
    stacks: [...line.stacks].sort(),
  }));
}

function holdsUnknown(unknown: unknown): boolean {
  if (Array.isArray(unknown)) return unknown.some(holdsUnknown);
  return unknown === true || Object.values(objectOf(unknown)).some(holdsUnknown);
}

/** References to attributes. Terraform also lists the resource that has each attribute; those are left out. */
function attributesReferred(expression: unknown): string {
  return [...new Set(referencesOf(expression))].filter((name) => name.split(".").length > 2).join(", ");
}
