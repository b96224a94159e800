import { tableOr, upTo, type Section } from "../../../drawing/report-model";
import type { KeptReport, KeptThing } from "../kept-report";
import type { Review } from "../review";

const STAYS = "stays: the config does not name it";

/** What somebody keeps in GuardDuty that no plan touches. It is information, and no verdict. */
export function kept({ kept: { things, unread, unrecorded } }: Review): Section {
  const rows = things.map(({ region, account, kind, name, detail }) => [
    ...[region, account, kind, name, detail],
    STAYS,
  ]);
  const columns = ["region", "account", "what", "name", "details", "after apply"];
  const unreadTable = {
    caption: "What discover could not read",
    columns: ["region", "what"],
    rows: unread.map(({ region, part }) => [region, part]),
    isLong: true,
  };
  const isKnown = unread.length + unrecorded.length === 0;
  const nothing = isKnown ? "Discover found nothing that the config does not name." : undefined;
  const missing = `The snapshot does not say what exists in ${unrecorded.join(", ")}: ./orgduty discover records it.`;
  return {
    id: "kept",
    heading: "What stays, because the config does not name it",
    lead: "Filters, lists, exports, malware protection plans and rules that take findings, as discover found them. No plan changes them.",
    blocks: [
      ...tableOr({ caption: "What stays", columns, rows, isLong: true }, nothing),
      ...tableOr(unreadTable),
      ...(unrecorded.length === 0 ? [] : [{ kind: "text", text: missing } as const]),
    ],
  };
}

/** How many things a terminal shows. */
const MOST_THINGS = 10;

/** The same for a terminal, with no more than a few lines. Without anything, no section. */
export function keptLines({ kept: report }: Review): Section[] {
  const summary = keptSummary(report);
  if (summary === undefined) return [];
  const { shown, more } = upTo(MOST_THINGS, report.things);
  const lines = [
    summary,
    ...shown.map(
      ({ region, account, kind, name, detail }) =>
        `  ${region}, account ${account}: ${kind} "${name}" (${detail}) ${STAYS}`,
    ),
    ...(more === 0 ? [] : [`  and ${more} more, in review.md`]),
  ];
  return [{ id: "kept-lines", heading: "What stays", blocks: [{ kind: "list", items: lines }] }];
}

/** How much stays, in one line, e.g. `2 things stay that the config does not name (filter 1, threat list 1).` */
export function keptSummary({ things }: KeptReport): string | undefined {
  if (things.length === 0) return undefined;
  const counts = new Map<KeptThing["kind"], number>();
  for (const { kind } of things) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kinds = [...counts].map(([kind, count]) => `${kind} ${count}`).join(", ");
  const stay = things.length === 1 ? "1 thing stays" : `${things.length} things stay`;
  return `${stay} that the config does not name (${kinds}).`;
}
