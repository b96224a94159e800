import type { CoverageCell, CoverageMatrix } from "../judge/coverage/coverage-matrix";
import { visible } from "../../drawing/text";
import type { AccountEntry, CoverageGroup, CoverageTable } from "./review";

/** Longer names are cut, so that a table with thousands of accounts stays readable. */
const LONGEST_NAME = 100;

/** A matrix in which accounts with equal rows are grouped. The largest groups come first. */
export function coverageTable({ partition, regions, rows }: CoverageMatrix): CoverageTable {
  const groups = new Map<string, { accounts: AccountEntry[]; cells: CoverageCell[] }>();
  for (const { account, cells } of rows) {
    const alike = cells.map(withoutInstance);
    const key = alike.map(({ state, because }) => `${state} ${because}`).join("\n");
    const group = groups.get(key) ?? { accounts: [], cells: alike };
    const { id, name, email, organizationalUnitPath } = account;
    const unit = organizationalUnitPath.join("/");
    const shown = [name, email, unit].map((text) => visible(text, LONGEST_NAME)) as [string, string, string];
    group.accounts.push({ id, name: shown[0], email: shown[1], unit: shown[2] });
    groups.set(key, group);
  }
  const sorted: CoverageGroup[] = [...groups.values()].sort((a, b) => b.accounts.length - a.accounts.length);
  return { partition, regions, groups: sorted };
}

/**
 * Removes the instance key, which is the only difference between members: `aws_guardduty_member.members_07["..."]`.
 */
function withoutInstance(cell: CoverageCell): CoverageCell {
  return cell.state === "enrolled" ? ENROLLED : cell;
}

const ENROLLED: CoverageCell = { state: "enrolled", because: "an aws_guardduty_member of its own" };
