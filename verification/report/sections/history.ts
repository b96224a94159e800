import type { Section } from "../../../drawing/report-model";
import { minuteOf } from "../../../drawing/times";
import { coverageOverTime } from "../../history/coverage-over-time";
import type { DrawnEntry } from "../../history/entry";
import { newAccounts, type NewAccount } from "../../history/time-to-cover";
import { counted } from "../counted";
import type { Report } from "../report";
import { durationText, medianOf } from "./duration";
import { heartbeatSection } from "./heartbeats";

/** Accounts beyond these are only counted. */
const MOST_ACCOUNTS = 50;

const COVERED = { label: "until it was covered", tone: "caution" } as const;
const OPEN = { label: "not covered yet", tone: "bad" } as const;

/** What earlier runs found: coverage over time, how soon new accounts were covered, and each region's heartbeats. */
export function historySections({ history, verification }: Report): Section[] {
  const runs = (history?.runs ?? []).flatMap((run) => (run.found ? [run as DrawnEntry] : []));
  if (runs.length < 2) return [];
  const names = new Map(
    verification.regions.flatMap(({ accounts }) => accounts.map(({ account, name }) => [account, name])),
  );
  return [coverage(runs), accounts(runs, names), heartbeatSection(runs)].filter(
    (section) => section !== undefined,
  );
}

function coverage(runs: readonly DrawnEntry[]): Section | undefined {
  const { all, plans, regions } = coverageOverTime(runs);
  if (all.points.length === 0) return undefined;
  return {
    id: "coverage-over-time",
    heading: "Coverage over time",
    lead: `${counted(runs.length, "run")}: the share that is on, of what the config wanted then. A region that a run did not verify keeps its last figure.`,
    blocks: [
      { kind: "shares", caption: "Every account, plan and region", shares: [all] },
      { kind: "shares", caption: "By protection plan", shares: plans },
      { kind: "shares", caption: "By region", shares: regions },
    ],
  };
}

function accounts(runs: readonly DrawnEntry[], names: ReadonlyMap<string, string>): Section {
  const all = newAccounts(runs);
  const [from, to] = [runs[0]!, runs.at(-1)!].map(({ verifiedAt }) => Date.parse(verifiedAt));
  const rows = all.slice(0, MOST_ACCOUNTS).map((one) => ({
    id: [one.account, names.get(one.account) ?? ""].join(" ").trim(),
    spans: [
      { from: one.seenAt, to: one.coveredAt ?? to!, state: one.coveredAt === undefined ? OPEN : COVERED },
    ],
    note: accountNote(one, to!),
  }));
  const caption = "Accounts that came since the first run, the newest first";
  const leftOut = all.length - rows.length;
  return {
    id: "new-accounts",
    heading: "How soon new accounts are covered",
    lead: accountsLead(all),
    blocks:
      rows.length === 0
        ? []
        : [{ kind: "timeline", caption, noun: "account", from: from!, to: to!, rows, leftOut }],
  };
}

function accountNote({ seenAt, coveredAt }: NewAccount, now: number): string {
  const seen = minuteOf(seenAt);
  if (coveredAt === undefined)
    return `not covered yet, ${durationText(now - seenAt)} after a run first saw it, at ${seen}`;
  return coveredAt === seenAt
    ? `covered when a run first saw it, at ${seen}`
    : `covered ${durationText(coveredAt - seenAt)} after a run first saw it, at ${seen}`;
}

function accountsLead(all: readonly NewAccount[]): string {
  const open = all.filter(({ coveredAt }) => coveredAt === undefined).length;
  const times = all.flatMap(({ seenAt, coveredAt }) => (coveredAt === undefined ? [] : [coveredAt - seenAt]));
  const median = medianOf(times);
  return [
    `${counted(all.length, "account")} came since the first run, ${open} of them not covered yet.`,
    ...(median === undefined ? [] : [`Half of the others were covered within ${durationText(median)}.`]),
    "Times are between runs: an account may have come, or been covered, up to one run earlier.",
  ].join(" ");
}
