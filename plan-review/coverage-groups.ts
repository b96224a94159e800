import type { CoverageCell, CoverageMatrix } from "./coverage-matrix";
import type { AccountEntry, CoverageGroup, CoverageTable } from "./review";

/** A matrix with accounts of the same row put together, most accounts first. */
export function coverageTable({ partition, regions, rows }: CoverageMatrix): CoverageTable {
  const groups = new Map<string, { accounts: AccountEntry[]; cells: CoverageCell[] }>();
  for (const { account, cells } of rows) {
    const shown = cells.map(withoutInstance);
    const key = shown.map(({ state, because }) => `${state} ${because}`).join("\n");
    const group = groups.get(key) ?? { accounts: [], cells: shown };
    const { id, name, email, organizationalUnitPath } = account;
    group.accounts.push({ id, name, email, unit: organizationalUnitPath.join("/") });
    groups.set(key, group);
  }
  const sorted: CoverageGroup[] = [...groups.values()].sort((a, b) => b.accounts.length - a.accounts.length);
  return { partition, regions, groups: sorted };
}

/** Members differ in their instance key only: `aws_guardduty_member.members_07["..."]`. */
function withoutInstance(cell: CoverageCell): CoverageCell {
  return cell.state === "enrolled" ? ENROLLED : cell;
}

const ENROLLED: CoverageCell = { state: "enrolled", because: "an aws_guardduty_member of its own" };
