/** Whether something holds; undefined if that cannot be told. */
export type Certainty = boolean | undefined;

/** Holds if all hold, and does not if one does not, whatever is unknown of the others. */
export function all(parts: readonly Certainty[]): Certainty {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

/** Holds if one holds, whatever is unknown of the others. */
export function any(parts: readonly Certainty[]): Certainty {
  return not(all(parts.map(not)));
}

/** The opposite. What cannot be told stays so. */
export function not(part: Certainty): Certainty {
  return part === undefined ? undefined : !part;
}
