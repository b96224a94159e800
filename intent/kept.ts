import type { ExistingAccount, ListKind } from "../existing/existing-region";
import { found } from "../existing/part";

/** Something of somebody's in an account of GuardDuty that the config does not name. orgduty leaves it as it is. */
export interface Kept {
  readonly kind: "filter" | ListKind | "export" | "malware protection plan" | "rule that takes findings";
  /** Of an export or a malware protection plan, which have no name, the bucket. */
  readonly name: string;
  /** What a reader wants to know of it, e.g. `rank 3, ARCHIVE`. */
  readonly detail: string;
}

/** The parts of an account that may hold such things, as the snapshot names them. */
export const KEPT_PARTS = ["filters", "lists", "destinations", "malwarePlans", "forwarders"] as const;

/** What an account keeps, as far as discover could read it. The rule that orgduty itself makes is left out. */
export function keptBy(account: ExistingAccount, ownRule?: string): Kept[] {
  const { filters, lists, destinations, malwarePlans, forwarders } = account;
  const others = (found(forwarders) ?? []).filter(({ rule }) => rule !== ownRule);
  return [
    ...(found(filters) ?? []).map(({ name, rank, action }): Kept => {
      return { kind: "filter", name, detail: `rank ${rank}, ${action}` };
    }),
    ...(found(lists) ?? []).map(({ kind, name, status }): Kept => ({ kind, name, detail: status })),
    ...(found(destinations) ?? []).map(({ bucketArn, status }): Kept => {
      return { kind: "export", name: bucketArn, detail: status };
    }),
    ...(found(malwarePlans) ?? []).map(({ bucket, status }): Kept => {
      return { kind: "malware protection plan", name: bucket, detail: status };
    }),
    ...others.map(({ rule, targets }): Kept => {
      const detail = targets.length === 0 ? "has no target" : `sends to ${targets.join(", ")}`;
      return { kind: "rule that takes findings", name: rule, detail };
    }),
  ];
}
