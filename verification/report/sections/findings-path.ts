import { tableOr, type Entry, type Section } from "../../../drawing/report-model";
import type { SampleOutcome } from "../../sample/sample";
import type { Verification } from "../../verify";
import type { Report } from "../report";

/** How many messages wait in each region's queues, and when the last delivery was. */
export function findingsPath({ regions }: Verification): Section {
  const rows = regions.flatMap(({ region, forwarding }) => {
    if (!forwarding) return [];
    const waiting = Object.entries(forwarding.messages).map(([name, count]) => `${name}: ${count}`);
    return [[region, waiting, forwarding.lastDeliveryAt ?? "none"]];
  });
  const columns = ["region", "messages in queues", "last delivery"];
  const blocks = tableOr({ caption: "The way of findings", columns, rows }, "Nothing is forwarded.");
  return { id: "path", heading: "Where findings go", blocks };
}

const HEADS = {
  ...{ id: "region", state: "outcome", title: "sample", note: "because" },
  ...{ points: "path", fix: "fix" },
} as const;

/** Which sample findings were delivered. Undefined if none were requested. */
export function samples({ samples: outcomes }: Report): Section | undefined {
  if (outcomes.length === 0) return undefined;
  const caption = "Sample findings and their path";
  const entries = outcomes.map(sampleEntry);
  return {
    id: "samples",
    heading: "Sample findings",
    blocks: [{ kind: "entries", view: "read", caption, heads: HEADS, entries }],
  };
}

function sampleEntry({ region, type, delivered, path, reason, findingId }: SampleOutcome): Entry {
  return {
    id: region,
    state: delivered ? { label: "delivered", tone: "good" } : { label: "NOT delivered", tone: "bad" },
    title: findingId === undefined ? type : `${type}, finding ${findingId}`,
    note: delivered ? "" : (reason ?? ""),
    points: [path],
    fix: "",
  };
}
