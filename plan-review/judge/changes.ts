import { createHash } from "node:crypto";
import type { Action, Arrival, PlannedResource, StackPlan } from "../read/plan-model";
import { changedAttributes } from "../read/read-plan";

/**
 * If nothing else changes, Terraform calls an import or a move a no-op. It is still listed, because what Terraform
 * manages changes. `keep` is a member that Terraform forgets: it stays a member, so nothing is taken away.
 */
export type ChangeAction = Action | "import" | "move" | "keep";

/** What happens to one resource, or to many that are alike. Identical changes in several regions are one line. */
export interface ChangeLine {
  readonly action: ChangeAction;
  /** An address, or e.g. `23 x aws_guardduty_member`. */
  readonly what: string;
  /** Attributes that change in place. */
  readonly attributes: readonly string[];
  /** Attributes that force a replacement. */
  readonly forcedBy: readonly string[];
  /** How the resource came under this address, e.g. `moved from aws_sqs_queue.old`. */
  readonly arrival: readonly string[];
  readonly stacks: readonly string[];
}

/** The order of changes, the most destructive first. */
const ORDER: readonly ChangeAction[] = [
  ...([
    "delete",
    "replace",
    "forget",
    "keep",
    "import",
    "update",
    "move",
    "create",
    "read",
    "no-op",
  ] as const),
];

/** Whether an action takes something away, even if only for a while. */
export function isDestructive(action: ChangeAction): boolean {
  return action === "delete" || action === "replace" || action === "forget";
}

/** Every change in the plans. Changes that are identical in several stacks become one line. */
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
  return plan.resources.flatMap((resource) => {
    const { address, forcedBy, stack } = resource;
    const action = actionOf(resource);
    if (action === "no-op" || action === "read") return [];
    const attributes = action === "update" || action === "replace" ? attributesOf(resource) : [];
    const arrival = arrivalOf(resource);
    const key = JSON.stringify([action, address, attributes, forcedBy, arrival]);
    return [{ key, stack, action, what: address, attributes, forcedBy, arrival }];
  });
}

function actionOf({ action, imported, movedFrom }: Arrival & { readonly action: Action }): ChangeAction {
  if (action !== "no-op") return action;
  if (imported !== undefined) return "import";
  return movedFrom === undefined ? action : "move";
}

function arrivalOf({ imported, movedFrom }: Arrival): string[] {
  return [
    ...(imported === undefined ? [] : [`imported ${imported}`.trim()]),
    ...(movedFrom === undefined ? [] : [`moved from ${movedFrom}`]),
  ];
}

function attributesOf({ before, after, unknown }: PlannedResource): string[] {
  const learned = Object.keys(unknown).filter((name) => unknown[name] === true);
  const visible = changedAttributes(before ?? {}, after ?? {});
  return visible.filter((name) => !learned.includes(name));
}

/** Groups member changes by action. Regions in which the same accounts change become one line. */
function memberChanges({ stack, members }: StackPlan): KeyedChange[] {
  const groups = new Map<string, string[]>();
  for (const member of members) {
    const { accountId, forcedBy, touched, imported, movedFrom } = member;
    const action = member.action === "forget" ? "keep" : actionOf(member);
    if (action === "no-op") continue;
    // Each moved or imported resource has an id and address of its own.
    const arrival = [
      ...(imported === undefined ? [] : ["imported"]),
      ...(movedFrom === undefined ? [] : ["moved"]),
    ];
    const stays = action === "keep" ? ["stays a member, Terraform forgets it"] : arrival;
    const group = JSON.stringify([action, action === "update" ? touched : [], forcedBy, stays]);
    const accounts = groups.get(group) ?? [];
    accounts.push(accountId);
    groups.set(group, accounts);
  }
  return [...groups].map(([group, accounts]) => {
    const [action, attributes, forcedBy, arrival] = JSON.parse(group) as [
      ...[ChangeAction, string[], string[], string[]],
    ];
    const key = group + createHash("sha256").update(accounts.sort().join()).digest("hex");
    const named = accounts.length > 5 ? `${accounts.length} x` : `${accounts.join(", ")}:`;
    return { key, stack, action, what: `${named} aws_guardduty_member`, attributes, forcedBy, arrival };
  });
}

/** The reason for a change, in words. */
export function becauseOf({ attributes, forcedBy, arrival }: ChangeLine): string {
  const why = forcedBy.length > 0 ? [`forced by ${forcedBy.join(", ")}`] : [attributes.join(", ")];
  return [...arrival, ...why].filter((text) => text !== "").join("; ");
}
