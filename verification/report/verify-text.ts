import { visible } from "../../drawing/text";
import { REASONS, type Reason } from "../compare/reasons";
import type { Gap } from "../compare/gap";
import type { Report } from "./report";
import type { SampleOutcome } from "../sample/sample";
import { gapsOf, placeOf, type Verification } from "../verify";
import type { RegionVerification } from "../verify-region";
import { table } from "../../drawing/table";

/** Places of one gap that are listed before the rest is counted. */
const MOST_PLACES = 8;

/** What a person reads after verifying: a row a region, each reason with its places, samples, and what changed. */
export function verifyText({ verification, samples, change }: Report): string {
  const { regions, snapshots, unread } = verification;
  const gaps = gapsOf(verification);
  return [
    ...(regions.length > 0 ? [table(HEADER, regions.map(regionRow))] : []),
    ...Object.entries(snapshots).map(([partition, readAt]) => `${partition}: accounts as of ${readAt}`),
    ...regions.flatMap(strangersText),
    ...regions.flatMap(({ region, notes }) => notes.map((note) => `${region}: ${note}`)),
    ...[...new Set(gaps.map(({ reason }) => reason))].flatMap((reason) => reasonText(reason, gaps)),
    ...unread.map((one) => `\n${placeOf(one)}: not verified\n  ${visible(one.error)}\n  fix: ${one.fix}`),
    ...samples.map(sampleText),
    ...(change.since === undefined
      ? []
      : [`\nsince ${change.since}: ${change.worse.length} gaps are new, ${change.mended} are gone`]),
    `\n${sumText(verification)}`,
  ].join("\n");
}

/** The run in a line: no gap where nothing was read is not good news. */
export function sumText(verification: Verification): string {
  const { regions, unread } = verification;
  const rest = unread.length === 0 ? "" : `, ${unread.length} not verified`;
  if (regions.length === 0) return `nothing was verified${rest}`;
  return `${counted(gapsOf(verification).length, "gap")} in ${counted(regions.length, "region")}${rest}`;
}

const HEADER = ["region", "accounts on", "gaps", "queued", "dead letters", "last delivery"];

function regionRow({ region, accounts, gaps, forwarding }: RegionVerification): string[] {
  const wanted = accounts.filter(({ cells }) => cells[0]?.wanted === "on");
  const on = wanted.filter(({ cells }) => cells[0]?.found === "on");
  const messages = Object.entries(forwarding?.messages ?? {});
  const sum = (dead: boolean) =>
    String(
      messages
        .filter(([name]) => /-(dead|unsent)$/.test(name) === dead)
        .reduce((total, [, count]) => total + count, 0),
    );
  const queues = forwarding ? [sum(false), sum(true), forwarding.lastDeliveryAt ?? "none"] : ["-", "-", "-"];
  return [region, `${on.length} of ${wanted.length}`, String(gaps.length), ...queues];
}

function strangersText({ region, strangers }: RegionVerification): string[] {
  if (strangers.length === 0) return [];
  const fix = "npx orgduty discover";
  return [
    `${region}: ${counted(strangers.length, "member")} not in the snapshot (${strangers[0]} ...): ${fix}`,
  ];
}

/** The same thing in many places is said once. */
function reasonText(reason: Reason, gaps: readonly Gap[]): string[] {
  const places = new Map<string, string[]>();
  for (const gap of gaps.filter((one) => one.reason === reason)) {
    const { plan, resource, wanted, found } = gap;
    const of = resource ? `${plan} ${visible(resource)}` : plan;
    const what = `${of}: wanted ${visible(wanted)}, found ${visible(found)}`;
    places.set(what, [...(places.get(what) ?? []), `${gap.account} in ${gap.region}`]);
  }
  const lines = [...places].map(([what, where]) => {
    const more = where.length > MOST_PLACES ? ` and ${where.length - MOST_PLACES} more` : "";
    return `  ${what}\n    ${where.slice(0, MOST_PLACES).join(", ")}${more}`;
  });
  return [`\n${reason}: ${REASONS[reason]}`, ...lines];
}

function sampleText({ region, type, delivered, path, reason, findingId }: SampleOutcome): string {
  const outcome = delivered ? `delivered, finding ${findingId}` : `NOT delivered: ${visible(reason ?? "")}`;
  return `\n${region}: sample ${type} ${outcome}\n  ${path}`;
}

/** A number with its noun: `1 gap`, `2 gaps`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
