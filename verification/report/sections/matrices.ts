import { partitionOf, PARTITIONS } from "../../../aws/partitions";
import type { Matrix, MatrixItem, State } from "../../../drawing/report-model";
import type { AccountRow, Cell } from "../../compare/account-matrix";
import type { RegionVerification } from "../../verify-region";

/** A cell's text, its colour, and the reason. */
interface Told extends State {
  readonly because: string;
}

interface Row {
  readonly items: readonly MatrixItem[];
  readonly cells: readonly Told[];
}

/** One matrix of accounts and regions for each partition. Accounts with the same cells share a row, as in a review. */
export function accountMatrices(verified: readonly RegionVerification[]): Matrix[] {
  return PARTITIONS.flatMap((partition) => {
    const regions = verified.filter(({ region }) => partitionOf(region) === partition);
    if (regions.length === 0) return [];
    const caption = `Accounts by region, ${partition}`;
    const about = { id: `coverage-${partition}`, caption, noun: "account", groupName: partition };
    return [matrix(about, regions, alike(regions))];
  });
}

/** A matrix of protection plans and regions: in how many of the accounts that should have the plan it is on. */
export function planMatrix(regions: readonly RegionVerification[]): Matrix {
  const cellsOf = ({ accounts }: RegionVerification) => accounts.flatMap(({ cells }) => cells);
  const plans = [...new Set(regions.flatMap(cellsOf).map(({ plan }) => plan))];
  const rows = plans.map((plan) => ({
    items: [{ id: plan, names: [] }],
    cells: regions.map((region) => planCell(cellsOf(region).filter((cell) => cell.plan === plan))),
  }));
  const caption = "Protection plans by region: on, of the accounts that should have them";
  return matrix({ id: "protection-plans", caption, noun: "protection plan" }, regions, rows);
}

function matrix(
  about: Pick<Matrix, "id" | "caption" | "noun" | "groupName">,
  regions: readonly RegionVerification[],
  rows: readonly Row[],
): Matrix {
  const told = rows.flatMap(({ cells }) => cells);
  return {
    kind: "matrix",
    ...about,
    columns: regions.map(({ region }) => region),
    states: Object.fromEntries(told.map(({ label, tone }) => [label, { label, tone }])),
    groups: rows.map(({ items, cells }) => ({
      items,
      cells: cells.map(({ label, because }) => ({ state: label, because })),
    })),
  };
}

/** Groups accounts with the same cells. Every region of a partition has its snapshot's accounts in the same order. */
function alike(regions: readonly RegionVerification[]): Row[] {
  const rows = new Map<string, { items: MatrixItem[]; cells: Told[] }>();
  const [first] = regions;
  for (const [index, { account, name }] of (first?.accounts ?? []).entries()) {
    const cells = regions.map(({ accounts }) => accountCell(accounts[index]!));
    const key = JSON.stringify(cells);
    const row = rows.get(key) ?? { items: [], cells };
    row.items.push({ id: account, names: [name] });
    rows.set(key, row);
  }
  return [...rows.values()].sort((a, b) => b.items.length - a.items.length);
}

/** "On", or why not. If the config wants nothing for the account, the cell says why. */
function accountCell({ cells, coverage }: AccountRow): Told {
  const gaps = cells.filter(({ isGap }) => isGap);
  if (gaps.length > 0) {
    const label = [...new Set(gaps.map(({ reason }) => reason))].join(", ");
    return { label, tone: "bad", because: gaps.map(gapText).join("; ") };
  }
  const isWanted = cells[0]?.wanted === "on";
  return { label: isWanted ? "on" : coverage, tone: isWanted ? "good" : "quiet", because: "" };
}

function gapText({ plan, wanted, found, reason }: Cell): string {
  return `${plan}: wanted ${wanted}, found ${found}, ${reason}`;
}

function planCell(cells: readonly Cell[]): Told {
  if (cells.every(({ wanted }) => wanted === "unsupported"))
    return { label: "unsupported", tone: "quiet", because: "" };
  const wanted = cells.filter((cell) => cell.wanted === "on");
  const on = wanted.filter(({ found }) => found === "on").length;
  const unasked = cells.filter((cell) => cell.wanted !== "on" && cell.isGap).length;
  const more = unasked === 0 ? "" : `, ${unasked} unasked`;
  const tone = on < wanted.length || unasked > 0 ? "bad" : wanted.length > 0 ? "good" : "caution";
  return { label: `${on} of ${wanted.length}${more}`, tone, because: "" };
}
