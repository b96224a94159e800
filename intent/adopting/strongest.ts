/** A value that one region has. */
export interface InRegion<Value> {
  readonly region: string;
  readonly value: Value;
}

/** The first of `order` that any region has; undefined if there is none. */
export function strongest<Value>(
  all: readonly InRegion<Value>[],
  order: readonly Value[],
): Value | undefined {
  return order.find((value) => all.some((one) => one.value === value));
}

/** What becomes of the regions that have another value than the chosen one. */
export function changedBy<Value extends string>(
  what: string,
  all: readonly InRegion<Value>[],
  chosen: Value | undefined,
): string[] {
  return all
    .filter(({ value }) => value !== chosen)
    .map(({ region, value }) => `${region}: ${what} is ${value}, becomes ${chosen}`);
}
