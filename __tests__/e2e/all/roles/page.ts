import { UNRECORDED, type Unrecorded } from "./unrecorded";
import type { Step } from "./world";

/** An action that was taken from a role, and what broke. */
export interface Removal {
  readonly action: string;
  readonly role: string;
  readonly step: string;
  /** The line in which the person reads of it. */
  readonly line: string;
}

const RUN = "<!-- removals -->";
const DEMANDED = "<!-- demanded -->";
const NOT = "<!-- not recorded -->";

/** The page with these tables in place of those that it has. */
export function withTables(page: string, removals: readonly Removal[], steps: readonly Step[]): string {
  return [
    [RUN, removalTable(removals)],
    [DEMANDED, demandTable(steps)],
    [NOT, reasonTable(UNRECORDED)],
  ].reduce(
    (text, [mark = "", table = ""]) =>
      text.replace(new RegExp(`${mark}[^]*?${mark}`), `${mark}\n\n${table}\n\n${mark}`),
    page,
  );
}

function removalTable(removals: readonly Removal[]): string {
  return table(
    ["removed", "from", "what breaks", "what it says"],
    removals.map(({ action, role, step, line }) => [`\`${action}\``, role, step, cell(line)]),
  );
}

function reasonTable(all: readonly Unrecorded[]): string {
  const rows = all.map(({ purposes, holders, actions, why }) => [
    ...[purposes.join(", "), holders.join(", ")],
    actions
      .split(" ")
      .map((action) => `\`${action}\``)
      .join(", "),
    why,
  ]);
  return table(["for", "role", "actions", "printed because"], rows);
}

/** Each action of each role, with the step that first breaks without it and the request that demands it. */
function demandTable(steps: readonly Step[]): string {
  const rows = new Map<string, readonly string[]>();
  for (const { name, calls } of steps)
    for (const { caller, action, operation, isAllowed } of calls) {
      const key = `${action} ${nameOf(caller)}`;
      const by = operation === action ? "" : `\`${operation}\``;
      if (isAllowed && !rows.has(key)) rows.set(key, [`\`${action}\``, nameOf(caller), name, by]);
    }
  const sorted = [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  return table(["action", "role", "first step that needs it", "for"], sorted);
}

/** A role's account and name. */
export function nameOf(arn: string): string {
  const [, , , , account = "", resource = ""] = arn.split(":");
  const accounts: Readonly<Record<string, string>> = {
    "111111111111": "management",
    "222222222222": "administrator",
    "333333333333": "logArchive",
  };
  return resource.startsWith("user/") ? "runner" : `${resource.split("/").at(-1)}, ${accounts[account]}`;
}

/** What differs from run to run is left out. */
function cell(line: string): string {
  return line
    .replace(/aws-go-sdk-\d+/g, "aws-go-sdk-…")
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, "")
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "…")
    .replace(/, RequestID: [^,]*/g, "")
    .replace(/[│|]/g, "")
    .trim();
}

/** As prettier leaves a table. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => [...(row[column] ?? "")].length)));
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => pad(row[column] ?? "", width)).join(" | ")} |`;
  return [line(head), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rows.map(line)].join(
    "\n",
  );
}

function pad(text: string, width: number): string {
  return text + " ".repeat(width - [...text].length);
}
