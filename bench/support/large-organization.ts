import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

/** The example organization with further accounts, so many in all, written into a folder. */
export function largeOrganization(folder: string, size: number): void {
  const acme = join(ROOT, "examples", "acme");
  mkdirSync(join(folder, "accounts"));
  writeFileSync(join(folder, "orgduty.yaml"), readFileSync(join(acme, "orgduty.yaml")));
  writeFileSync(join(folder, "accounts", "aws-cn.json"), readFileSync(join(acme, "accounts", "aws-cn.json")));
  const snapshot = JSON.parse(readFileSync(join(acme, "accounts", "aws.json"), "utf8")) as {
    accounts: { id: string }[];
  };
  const more = Array.from({ length: size - snapshot.accounts.length }, (_, n) => ({
    id: String(700_000_000_000 + n),
    name: `Workload ${n}`,
    email: `aws+workload-${n}@acme.example`,
    state: "ACTIVE",
    organizationalUnitPath: ["Root", "Workloads", `Team ${n % 50}`],
  }));
  const accounts = [...snapshot.accounts, ...more].sort((a, b) => (a.id < b.id ? -1 : 1));
  writeFileSync(join(folder, "accounts", "aws.json"), JSON.stringify({ ...snapshot, accounts }));
}
