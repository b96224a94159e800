import { isArray, isObject, type JsonObject } from "../../plans-folder/json-value";

/**
 * How many resources a plan adds, changes in place, destroys and takes over. A replacement counts as one added and one
 * destroyed.
 */
export interface ChangeCounts {
  readonly adds: number;
  readonly changes: number;
  readonly destroys: number;
  /** Those that exist in AWS and were not in the state: absent if there are none. */
  readonly imports?: number;
  /** Those that stay in AWS and are no longer managed: absent if there are none. */
  readonly forgets?: number;
}

/** Counts managed resources only, as Terraform does in its last line. */
export function countChanges(plan: JsonObject): ChangeCounts {
  const entries = isArray(plan.resource_changes) ? plan.resource_changes : [];
  const all = entries.flatMap((entry) =>
    isObject(entry) && entry.mode === "managed" && isObject(entry.change) ? [entry.change] : [],
  );
  const actions = all.flatMap((change) => (isArray(change.actions) ? change.actions : []));
  const imports = all.filter(({ importing }) => isObject(importing)).length;
  const count = (action: string) => actions.filter((one) => one === action).length;
  const forgets = count("forget");
  return {
    adds: count("create"),
    changes: count("update"),
    destroys: count("delete"),
    ...(imports > 0 ? { imports } : {}),
    ...(forgets > 0 ? { forgets } : {}),
  };
}
