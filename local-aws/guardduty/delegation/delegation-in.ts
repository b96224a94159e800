import type { Delegation, State } from "../state";

/** An organization's delegation in a region: to the account that administers it everywhere, or to one left over. */
export function delegationIn(
  state: State,
  {
    partition,
    region,
    managementAccountId,
  }: Pick<Delegation, "partition" | "region" | "managementAccountId">,
): Delegation | undefined {
  for (const one of state.delegations.values()) {
    if (
      one.region === region &&
      one.partition === partition &&
      one.managementAccountId === managementAccountId
    )
      return one;
  }
  return undefined;
}
