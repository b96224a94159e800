import { REASONS, type Reason } from "../verification/reasons";
import type { Gap } from "../verification/gap";
import type { Report } from "../verification/report";
import type { SampleOutcome } from "../verification/sample";
import { gapsOf } from "../verification/verify";
import type { RegionVerification } from "../verification/verify-region";
import { table } from "./table";

/** Places of one gap that are listed before the rest is counted. */
const MOST_PLACES = 8;

/** What a person reads after verifying: a row a region, each reason with its places, samples, and what changed. */
export function verifyText({ verification, samples, change }: Report): string {
  const { regions, unread } = verification;
  const gaps = gapsOf(verification);
  return [
    table(HEADER, regions.map(regionRow)),
    ...regions.flatMap(strangersText),
    ...[...new Set(gaps.map(({ reason }) => reason))].flatMap((reason) => reasonText(reason, gaps)),
    ...unread.map(({ region, error }) => `\n${region}: not verified\n  ${error}`),
    ...samples.map(sampleText),
    ...(change.since === undefined
      ? []
      : [`\nsince ${change.since}: ${change.worse.length} gaps are new, ${change.mended} are gone`]),
    `\n${counted(gaps.length, "gap")} in ${counted(regions.length, "region")}`,
  ].join("\n");
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
  const queues = forwarding
    ? [sum(false), sum(true), forwarding.lastDeliveryAt ?? "none known"]
    : ["-", "-", "-"];
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
    const what = `${resource ? `${plan} ${resource}` : plan}: wanted ${wanted}, found ${found}`;
    places.set(what, [...(places.get(what) ?? []), `${gap.account} in ${gap.region}`]);
  }
  const lines = [...places].map(([what, where]) => {
    const more = where.length > MOST_PLACES ? ` and ${where.length - MOST_PLACES} more` : "";
    return `  ${what}\n    ${where.slice(0, MOST_PLACES).join(", ")}${more}`;
  });
  return [`\n${reason}: ${REASONS[reason]}`, ...lines];
}

function sampleText({ region, type, delivered, path, reason, findingId }: SampleOutcome): string {
  const outcome = delivered ? `delivered, finding ${findingId}` : `NOT delivered: ${reason}`;
  return `\n${region}: sample ${type} ${outcome}\n  ${path}`;
}

/** A number with its noun: `1 gap`, `2 gaps`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
