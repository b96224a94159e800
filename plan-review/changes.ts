import { createHash } from "node:crypto";
import type { Action, PlannedResource, StackPlan } from "./plan-model";
import { changedAttributes } from "./read-plan";

/** What happens to one resource, or to many alike: identical changes over regions are one line. */
export interface ChangeLine {
  readonly action: Action;
  /** An address, or `23 x aws_guardduty_member`. */
  readonly what: string;
  /** Attributes that change in place. */
  readonly attributes: readonly string[];
  /** Attributes that force a replacement. */
  readonly forcedBy: readonly string[];
  readonly stacks: readonly string[];
}

/** Nothing to read twice: the most destructive first. */
const ORDER: readonly Action[] = ["delete", "replace", "forget", "update", "create", "read", "no-op"];

/** Whether an action takes something away, if only for a while. */
export function isDestructive(action: Action): boolean {
  return action === "delete" || action === "replace" || action === "forget";
}

/** Every change of the plans, identical ones over stacks collapsed. */
export function changeLines(plans: readonly StackPlan[]): ChangeLine[] {
  const lines = new Map<string, ChangeLine>();
  for (const { key, stack, ...line } of plans.flatMap((plan) => [
    ...resourceChanges(plan),
    ...memberChanges(plan),
  ])) {
    const known = lines.get(key);
    lines.set(key, { ...line, stacks: [...(known?.stacks ?? []), stack].sort() });
  }
  return [...lines.values()].sort(
    (a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action) || (a.what < b.what ? -1 : 1),
  );
}

type KeyedChange = Omit<ChangeLine, "stacks"> & { readonly key: string; readonly stack: string };

function resourceChanges(plan: StackPlan): KeyedChange[] {
  return plan.resources
    .filter(({ action }) => action !== "no-op" && action !== "read")
    .map((resource) => {
      const { action, address, forcedBy, stack } = resource;
      const attributes = action === "update" || action === "replace" ? attributesOf(resource) : [];
      const key = JSON.stringify([action, address, attributes, forcedBy]);
      return { key, stack, action, what: address, attributes, forcedBy };
    });
}

function attributesOf({ before, after, unknown }: PlannedResource): string[] {
  const learned = Object.keys(unknown).filter((name) => unknown[name] === true);
  const visible = changedAttributes(before ?? {}, after ?? {});
  return visible.filter((name) => !learned.includes(name));
}

/** Members of one action together; regions in which it is the same accounts collapse. */
function memberChanges({ stack, members }: StackPlan): KeyedChange[] {
  const groups = new Map<string, string[]>();
  for (const { action, accountId, forcedBy, touched } of members) {
    if (action === "no-op") continue;
    const group = JSON.stringify([action, action === "update" ? touched : [], forcedBy]);
    const accounts = groups.get(group) ?? [];
    accounts.push(accountId);
    groups.set(group, accounts);
  }
  return [...groups].map(([group, accounts]) => {
    const [action, attributes, forcedBy] = JSON.parse(group) as [Action, string[], string[]];
    const key = group + createHash("sha256").update(accounts.sort().join()).digest("hex");
    const named = accounts.length > 5 ? `${accounts.length} x` : `${accounts.join(", ")}:`;
    return { key, stack, action, what: `${named} aws_guardduty_member`, attributes, forcedBy };
  });
}
