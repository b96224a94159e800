import { REASONS } from "../verification/reasons";
import type { AccountRow, Cell } from "../verification/account-matrix";
import type { Report } from "../verification/report";
import { gapsOf } from "../verification/verify";
import type { RegionVerification } from "../verification/verify-region";

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --bad: #c4320a; --good: #067647; --dim: #667085; }
body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { border: 1px solid var(--line); padding: .2rem .5rem; text-align: left; white-space: nowrap; }
thead th { position: sticky; top: 0; background: Canvas; }
.gap { color: var(--bad); font-weight: 600; } .on { color: var(--good); } .none { color: var(--dim); }
@media (prefers-color-scheme: dark) { :root { --bad: #ff9c7e; --good: #6ce9a6; --dim: #98a2b3; } }`;

/** The report as one page without any script or outside file: every account in every region, and each gap. */
export function verifyPage(report: Report): string {
  const { verification } = report;
  const gaps = gapsOf(verification);
  const title = `${verification.name}: ${gaps.length} gaps, ${verification.verifiedAt}`;
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title><style>${STYLE}</style>
<main><h1>${escape(title)}</h1>
${gapTable(report)}
<h2>Accounts and regions</h2>${matrix(verification.regions)}
<h2>The way of findings</h2>${pipelineTable(verification.regions)}
</main></html>
`;
}

function gapTable({ verification, change }: Report): string {
  const gaps = gapsOf(verification);
  const unread = verification.unread.map(({ region, error }) => [
    region,
    "",
    "",
    "",
    "",
    "not verified",
    error,
  ]);
  const isNew = new Set(change.worse);
  const rows = gaps.map((gap) => [
    gap.region,
    gap.account,
    gap.resource ? `${gap.plan} ${gap.resource}` : gap.plan,
    gap.wanted,
    gap.found,
    isNew.has(gap) ? `${gap.reason} (new)` : gap.reason,
    REASONS[gap.reason],
  ]);
  if (rows.length + unread.length === 0) return `<p class="on">Everything is as the config wants it.</p>`;
  return table(
    ["region", "account", "what", "wanted", "found", "reason", ""],
    [...rows, ...unread].map(cells),
  );
}

/** Accounts of several organizations: a region of another partition has no cell for them. */
function matrix(regions: readonly RegionVerification[]): string {
  const names = new Map<string, string>();
  const byRegion = regions.map(({ accounts }) => new Map(accounts.map((row) => [row.account, row])));
  for (const { accounts } of regions) for (const { account, name } of accounts) names.set(account, name);
  const rows = [...names].map(([account, name]) => [
    `<th scope="row">${account} ${escape(name)}</th>`,
    ...byRegion.map((accounts) => accountCell(accounts.get(account))),
  ]);
  return table(["account", ...regions.map(({ region }) => region)], rows);
}

function accountCell(row: AccountRow | undefined): string {
  if (!row) return `<td class="none">-</td>`;
  const gaps = row.cells.filter(({ isGap }) => isGap);
  const title = escape(row.cells.map(describe).join("\n"));
  if (gaps.length > 0) {
    const reasons = [...new Set(gaps.map(({ reason }) => reason))].join(", ");
    return `<td class="gap" title="${title}">${gaps.length} ${reasons}</td>`;
  }
  const isOn = row.cells[0]?.found === "on";
  return `<td class="${isOn ? "on" : "none"}" title="${title}">${isOn ? "on" : row.coverage}</td>`;
}

function describe({ plan, found, wanted, reason }: Cell): string {
  return `${plan}: ${found}, wanted ${wanted}${reason ? `, ${reason}` : ""}`;
}

function pipelineTable(regions: readonly RegionVerification[]): string {
  const rows = regions.flatMap(({ region, forwarding }) => {
    if (!forwarding) return [];
    const waiting = Object.entries(forwarding.messages).map(([name, count]) => `${name}: ${count}`);
    return [cells([region, waiting.join(", "), forwarding.lastDeliveryAt ?? "none known"])];
  });
  return table(["region", "messages in queues", "last delivery"], rows);
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = header.map((text) => `<th scope="col">${escape(text)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.join("")}</tr>`).join("\n");
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

function cells(texts: readonly string[]): string[] {
  return texts.map((text) => `<td>${escape(text)}</td>`);
}

function escape(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
