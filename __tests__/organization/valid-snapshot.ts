import type { Account, Snapshot } from "../../organization/snapshot";

/** An active account. */
export function account(id: string, changes: Partial<Account> = {}): Account {
  return {
    id,
    name: `account ${id}`,
    email: `${id}@acme.example`,
    state: "ACTIVE",
    organizationalUnitPath: ["Root"],
    ...changes,
  };
}

/** A snapshot without a mistake: management, administrator and the given further accounts. */
export function validSnapshot(accounts: readonly Account[] = [], changes: Partial<Snapshot> = {}): Snapshot {
  return {
    schemaVersion: 1,
    partition: "aws",
    organizationId: "o-a1b2c3d4e5",
    managementAccountId: "111111111111",
    readAt: "2026-11-24T00:00:00Z",
    accounts: [account("111111111111"), account("222222222222"), ...accounts],
    regions: {},
    ...changes,
  };
}

/** Accounts 700000000000 and up. */
export function manyAccounts(count: number): Account[] {
  return Array.from({ length: count }, (_, n) => account(String(700_000_000_000 + n)));
}
