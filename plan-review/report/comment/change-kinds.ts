import type { ChangeLine } from "../../judge/changes";

/** How many resources of a type an action touches. */
export interface KindCount {
  readonly type: string;
  readonly count: number;
}

/** The changes by action, in their order, then by resource type. The most frequent type comes first. */
export function changeKinds(changes: readonly ChangeLine[]): Map<ChangeLine["action"], KindCount[]> {
  const counts = new Map<ChangeLine["action"], Map<string, number>>();
  for (const { action, what, stacks } of changes) {
    const types = counts.get(action) ?? new Map<string, number>();
    const { type, count } = kindOf(what);
    types.set(type, (types.get(type) ?? 0) + count * stacks.length);
    counts.set(action, types);
  }
  return new Map(
    [...counts].map(([action, types]) => [
      action,
      [...types].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count),
    ]),
  );
}

/** A change line is about `23 x TYPE`, about `ID, ID: TYPE`, or about one address. */
function kindOf(what: string): KindCount {
  const [, times, ids, members] = /^(?:(\d+) x|([\d, ]+):) (\w+)$/.exec(what) ?? [];
  if (members !== undefined) return { type: members, count: times ? Number(times) : ids!.split(",").length };
  const [type = what] = what.replace(/^(module\.[^.]+\.)*(data\.)?/, "").split(".");
  return { type, count: 1 };
}
