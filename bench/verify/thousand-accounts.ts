import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Snapshot } from "../../organization/snapshot";

const ACME = resolve(__dirname, "../../examples/acme");
const ACCOUNTS = 1_000;

/**
 * The example's config with two organizations of 1,000 accounts each, so that each of the 15 regions has as many.
 * @returns the config's path
 */
export function writeThousandAccounts(folder: string): string {
  mkdirSync(join(folder, "accounts"));
  const config = join(folder, "orgduty.yaml");
  writeFileSync(config, readFileSync(join(ACME, "orgduty.yaml")));
  for (const [partition, first] of [
    ["aws", 700_000_000_000],
    ["aws-cn", 800_000_000_000],
  ] as const) {
    const file = join("accounts", `${partition}.json`);
    const snapshot = JSON.parse(readFileSync(join(ACME, file), "utf8")) as Snapshot;
    const more = Array.from({ length: ACCOUNTS - snapshot.accounts.length }, (_, n) => ({
      id: String(first + n),
      name: `Workload ${n}`,
      email: `aws+${partition}-${n}@acme.example`,
      state: "ACTIVE",
      organizationalUnitPath: ["Root"],
    }));
    const accounts = [...snapshot.accounts, ...more].sort((a, b) => (a.id < b.id ? -1 : 1));
    writeFileSync(join(folder, file), JSON.stringify({ ...snapshot, accounts }));
  }
  return config;
}
