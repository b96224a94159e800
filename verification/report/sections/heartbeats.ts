import type { Section } from "../../../drawing/report-model";
import { minuteOf } from "../../../drawing/times";
import type { DrawnEntry } from "../../history/entry";
import { heartbeats, type RegionHeartbeats } from "../../history/heartbeats";
import { counted } from "../counted";

const DELIVERING = { label: "delivering", tone: "good" } as const;
const SILENT = { label: "stalled, or nothing delivered", tone: "bad" } as const;

/** A strip a region: what each run saw of its forwarder. Undefined if nothing is forwarded. */
export function heartbeatSection(runs: readonly DrawnEntry[]): Section | undefined {
  const regions = heartbeats(runs);
  if (regions.length === 0) return undefined;
  const [from, to] = [runs[0]!, runs.at(-1)!].map(({ verifiedAt }) => Date.parse(verifiedAt));
  const rows = regions.map((one) => ({
    id: one.region,
    spans: one.beats.map((beat) => ({ ...beat, state: beat.isDelivering ? DELIVERING : SILENT })),
    note: noteOf(one),
  }));
  const caption = "What each run saw of each region's forwarder";
  return {
    id: "heartbeats",
    heading: "Heartbeats",
    lead: "Each run colours the time since the run before it. An empty stretch was not verified.",
    blocks: [{ kind: "timeline", caption, noun: "region", from: from!, to: to!, rows }],
  };
}

function noteOf({ beats, lastDeliveryAt }: RegionHeartbeats): string {
  const silent = beats.filter(({ isDelivering }) => !isDelivering);
  const last = silent.at(-1);
  return [
    `${counted(beats.length, "run")}, ${beats.length - silent.length} delivering`,
    ...(last ? [`last silent at ${minuteOf(last.to)}`] : []),
    `last delivery ${lastDeliveryAt === undefined ? "none" : minuteOf(Date.parse(lastDeliveryAt))}`,
  ].join("; ");
}
