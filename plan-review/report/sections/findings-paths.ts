import { code, type Cell, type Section } from "../../../drawing/report-model";
import type { FindingsPath } from "../../judge/delivery/path/findings-path";
import type { Review } from "../review";

/** The columns of the table, in the order in which a finding passes the links. */
const COLUMNS: Readonly<Record<string, (path: FindingsPath) => Cell>> = {
  region: ({ region }) => region,
  findings: ({ rule, filter }) => (rule === "" ? "none" : filter),
  "sends to": ({ target }) => target || "none",
  queues: ({ queues }) => listed(queues),
  function: (path) => (path.function === "" ? "none" : code(path.function)),
  relay: ({ relay }) => (relay === "" ? "none" : code(relay)),
  alarms: ({ alarms }) => String(alarms),
  suppressed: ({ suppressions }) => listed(suppressions),
  lists: ({ lists }) => listed(lists),
  export: ({ exportTo }) => exportTo || "none",
};

/** Each link of the findings path, from the rule to the log relay. */
export function findingsPaths({ findingsPaths: paths }: Review): Section {
  const rows = paths.map((path) => Object.values(COLUMNS).map((cellOf) => cellOf(path)));
  return {
    id: "path",
    heading: "Where findings go",
    lead: "Suppressed findings are archived: they reach neither the relay nor the export.",
    blocks: [
      { kind: "table", caption: "The way of findings", columns: Object.keys(COLUMNS), rows, firstRows: 3 },
    ],
  };
}

function listed(texts: readonly string[]): Cell {
  return texts.length === 0 ? "none" : texts;
}
