import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OperatorError } from "../config/problems/operator-error";
import { sha256 } from "./hashing";
import { isArray, isObject, stringOf, type JsonObject } from "./json-value";
import { PLAN_JSON_FILE, type StackPlan } from "./manifest";

/** What a plan does to one resource, in Terraform's terms. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  /** Terraform's words: `["delete"]`, `["update"]`, `["delete", "create"]`. */
  readonly actions: readonly string[];
  /** Null if it is new. */
  readonly before: JsonObject | null;
  /** Null if it goes away. */
  readonly after: JsonObject | null;
}

/**
 * Reads every managed resource in a stack's plan.json, with what happens to it.
 * @throws OperatorError if its bytes are not those that the manifest records
 */
export function plannedChanges(
  plansFolder: string,
  { name, planJsonSha256 }: Pick<StackPlan, "name" | "planJsonSha256">,
): PlannedChange[] {
  const file = join(plansFolder, name, PLAN_JSON_FILE);
  const text = readFileSync(file, "utf8");
  if (sha256(text) !== planJsonSha256)
    throw new OperatorError(`${file} is not what the manifest recorded`, "plan again: ./orgduty plan");
  const plan = JSON.parse(text) as JsonObject;
  const entries = isArray(plan.resource_changes) ? plan.resource_changes : [];
  return entries.flatMap((entry) => {
    if (!isObject(entry) || entry.mode !== "managed" || !isObject(entry.change)) return [];
    const { actions, before, after } = entry.change;
    return {
      address: stringOf(entry.address),
      type: stringOf(entry.type),
      actions: isArray(actions) ? actions.map(stringOf) : [],
      before: isObject(before) ? before : null,
      after: isObject(after) ? after : null,
    };
  });
}

/** Whether a resource is deleted without a replacement. */
export function isDeleted({ actions }: Pick<PlannedChange, "actions">): boolean {
  return actions.length === 1 && actions[0] === "delete";
}
