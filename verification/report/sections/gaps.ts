import { tableOr, type Cell, type Entry, type Section } from "../../../drawing/report-model";
import { FORWARDING, gapKey, type Gap } from "../../compare/gap";
import { REASONS, type Reason } from "../../compare/reasons";
import { seenIn } from "../../history/entry-of";
import { gapsOf, type Verification } from "../../verify";
import { counted } from "../counted";
import type { Report } from "../report";

/** How many places of one gap are listed; further ones are only counted. */
const MOST_PLACES = 8;

const HEADS = {
  ...{ id: "reason", state: "gaps", title: "meaning", note: "note" },
  ...{ points: "what and where", fix: "fix" },
} as const;

/** Each reason once, with the places where it applies. */
export function gaps(verification: Verification): Section {
  const all = gapsOf(verification);
  const entries = [...new Set(all.map(({ reason }) => reason))].map((reason) =>
    reasonEntry(
      reason,
      all.filter((gap) => gap.reason === reason),
    ),
  );
  const heading = "What is not as the config wants it";
  const isRead = verification.regions.length > 0;
  const text = isRead ? "Nothing: all that was read is as the config wants it." : "No region was read.";
  if (entries.length === 0) return { id: "gaps", heading, blocks: [{ kind: "text", text }] };
  return {
    id: "gaps",
    heading,
    blocks: [{ kind: "entries", view: "read", caption: "Gaps by reason", heads: HEADS, entries }],
  };
}

function reasonEntry(reason: Reason, alike: readonly Gap[]): Entry {
  const places = new Map<string, string[]>();
  for (const gap of alike) {
    const what = `${whatOf(gap)}${gap.attribute ? "" : ":"} wanted ${gap.wanted}, found ${gap.found}`;
    places.set(what, [...(places.get(what) ?? []), `${gap.account} in ${gap.region}`]);
  }
  const state = { label: counted(alike.length, "gap"), tone: "bad" } as const;
  const points = [...places].map(([what, where]): Cell => [what, placesText(where)]);
  return { id: reason, state, title: REASONS[reason], note: "", points, fix: "" };
}

function placesText(places: readonly string[]): string {
  const more = places.length > MOST_PLACES ? ` and ${places.length - MOST_PLACES} more` : "";
  return `${places.slice(0, MOST_PLACES).join(", ")}${more}`;
}

/** `aws_sqs_queue NAME: message_retention_seconds`. A resource of the findings' way needs no plan beside its type. */
function whatOf({ plan, resource, resourceType, attribute }: Gap): string {
  const isNamed = plan === FORWARDING && resourceType !== undefined;
  const what = [isNamed ? undefined : plan, resourceType, resource].filter(Boolean).join(" ");
  return attribute ? `${what}: ${attribute}` : what;
}

/** Each gap on its own, and since when it is there. Undefined if there are no gaps. */
export function everyGap({ verification, change, history }: Report): Section | undefined {
  const isNew = new Set(change.worse);
  const seen = seenIn(history?.runs.at(-1));
  const rows = gapsOf(verification).map((gap) => [
    ...[gap.reason, gap.account, gap.region, whatOf(gap), gap.wanted, gap.found],
    isNew.has(gap) ? "new" : (seen.get(gapKey(gap)) ?? ""),
  ]);
  if (rows.length === 0) return undefined;
  const columns = ["reason", "account", "region", "what", "wanted", "found", "since"];
  return {
    id: "every-gap",
    heading: "Every gap",
    blocks: tableOr({ caption: "Gaps", columns, rows, isLong: true }),
  };
}
