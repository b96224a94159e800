import { upTo } from "../../../drawing/report-model";
import { markdown } from "../../../drawing/text";
import { isDestructive } from "../../judge/changes";
import { figureLines } from "../figures/figure-lines";
import type { Review } from "../review";
import { keptSummary } from "../sections/kept";
import { memberSetting } from "../sections/settings";
import { STATUS_STATES } from "../states";
import { toldRules } from "../told-rules";
import { whereText } from "../where";
import { changeKinds } from "./change-kinds";

/** The most reasons for each partition: the comment has at most 60 lines. */
const MOST_REASONS = 2;
/** The most lines of each other part: without, with one and with both of the parts that most reviews do not have. */
const MOST_LINES = [6, 5, 3];
const MOST_DIFFERENCES = 4;
/** The most characters of a line's text. */
const LONGEST = 240;

/**
 * The review for a pull request: verdict, coverage, what fails, what is destroyed, changes by kind, and where the whole
 * is. It has at most 60 lines, whatever was reviewed. Each cut says how much it leaves out.
 */
export function comment(review: Review): string {
  const { name, verdict } = review;
  const settings = settingLines(review);
  const differences = differenceLines(review);
  const most = MOST_LINES[[settings, differences].filter(({ length }) => length > 0).length] ?? 0;
  const parts = [
    part("Coverage", coverageLines(review), Infinity),
    part("Destroyed or replaced", destroyedLines(review), most, "nothing"),
    ...(settings.length > 0 ? [part("What AWS has, and what it becomes", settings, most)] : []),
    ...(differences.length > 0 ? [part("Not what the config makes", differences, MOST_DIFFERENCES)] : []),
    part("What fails or was accepted", ruleLines(review), most, "nothing"),
    part("Changes", changeKindLines(review), Infinity, "nothing"),
    ...(review.since ? [part("Since the last review", sinceLines(review.since), most, "nothing")] : []),
  ];
  return [
    `## ${line(`GuardDuty review of ${name}`)}`,
    "",
    `**${line(verdict.headline)}**`,
    "",
    ...parts.flat(),
    ...keptLine(review),
    "The whole review: `review.html` and `review.md`, beside the plans.",
    "",
  ].join("\n");
}

function part(heading: string, lines: readonly string[], most: number, nothing?: string): string[] {
  const { shown, more } = upTo(most, lines.length === 0 && nothing !== undefined ? [nothing] : lines);
  return [
    `### ${heading}`,
    ...shown.map((text) => `- ${line(text)}`),
    ...(more === 0 ? [] : [`- and ${more} more, in review.md`]),
    "",
  ];
}

/** A text on one line, cut to a length that is still read, without markup of its own. */
function line(text: string): string {
  const more = text.length - LONGEST;
  return more <= 0
    ? markdown(text)
    : markdown(`${text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, "")}… (${more} more characters)`);
}

function coverageLines(review: Review): string[] {
  return figureLines(review, MOST_REASONS).flatMap(({ figure, lowered, more }) => [
    ...[figure, ...lowered],
    ...(more === 0 ? [] : [`and ${more} more ${more === 1 ? "reason" : "reasons"}, in review.md`]),
  ]);
}

function destroyedLines(review: Review): string[] {
  return review.changes
    .filter(({ action }) => isDestructive(action))
    .map(({ action, what, stacks }) => `${action} ${withoutHash(what)} in ${whereText(stacks, review)}`);
}

function settingLines({ settings, members }: Review): string[] {
  return [
    ...settings.changes.map(
      ({ region, setting, was, becomes, isLower }) =>
        `${isLower ? "lowered" : "raised"} in ${region}: ${setting} ${was} → ${becomes}`,
    ),
    ...members.changes.map(
      (change) => `raised in ${change.region}: ${memberSetting(change)} ${change.was} → ${change.becomes}`,
    ),
  ];
}

/** What stays, in one line. Without anything, no line. */
function keptLine({ kept }: Review): string[] {
  const summary = keptSummary(kept);
  return summary === undefined ? [] : [line(summary), ""];
}

function differenceLines(review: Review): string[] {
  return review.conformance.differences.map(
    ({ address, attribute, expected, planned, stacks }) =>
      `${[address, attribute].join(" ").trim()}: expected ${expected}, planned ${planned} in ${whereText(stacks, review)}`,
  );
}

function ruleLines(review: Review): string[] {
  return toldRules(review).map(({ id, title, status, note }) =>
    [`${id} ${STATUS_STATES[status].label}: ${title}`, note].filter((text) => text !== "").join("; "),
  );
}

/** The most types of one action. */
const MOST_TYPES = 4;

function changeKindLines({ changes }: Review): string[] {
  return [...changeKinds(changes)].map(([action, kinds]) => {
    const { shown, more } = upTo(MOST_TYPES, kinds);
    const sum = kinds.reduce((total, { count }) => total + count, 0);
    const types = shown.map(({ type, count }) => `${count} ${type}`).join(", ");
    return `${action} ${sum}: ${types}${more === 0 ? "" : `, and ${more} more types`}`;
  });
}

function sinceLines({ differences }: NonNullable<Review["since"]>): string[] {
  return differences.map(({ what, was, is }) => `${what}: ${was} → ${is}`);
}

/** An address without the hash that cdktf appends to its name. */
function withoutHash(address: string): string {
  return address.replace(/_[0-9A-F]{8}(?=$|[[. ])/g, "");
}
