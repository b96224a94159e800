import { isArray, isObject, type JsonObject } from "../../plans-folder/json-value";

/** How many resources a plan adds, changes in place and destroys. A replacement counts as one added and one destroyed. */
export interface ChangeCounts {
  readonly adds: number;
  readonly changes: number;
  readonly destroys: number;
}

/** Counts managed resources only, as Terraform does in its last line. */
export function countChanges(plan: JsonObject): ChangeCounts {
  const entries = isArray(plan.resource_changes) ? plan.resource_changes : [];
  const actions = entries.flatMap((entry) =>
    isObject(entry) && entry.mode === "managed" && isObject(entry.change) && isArray(entry.change.actions)
      ? entry.change.actions
      : [],
  );
  const count = (action: string) => actions.filter((one) => one === action).length;
  return { adds: count("create"), changes: count("update"), destroys: count("delete") };
}
