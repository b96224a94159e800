import type { Page, PageBlock, PageTable } from "../../drawing/page-model";
import { visible, visibleDeep } from "../../drawing/text";
import { REASONS } from "../compare/reasons";
import { hasFailures, type Report } from "./report";
import { gapsOf, placeOf } from "../verify";
import type { RegionVerification } from "../verify-region";
import { accountMatrices, planMatrix } from "./verify-matrices";
import { counted, sumText } from "./verify-text";

/** The report as a page like a review's, with what is live in its matrices. */
export function verifyPage(report: Report): Page {
  const { name, verifiedAt, snapshots, regions, unread } = report.verification;
  const taken = Object.entries(snapshots).map(([partition, readAt]) => `${partition} as of ${readAt}`);
  return {
    title: `GuardDuty verification of ${name}`,
    verdict: {
      passed: !hasFailures(report) && unread.length === 0,
      headline: sumText(report.verification),
      summary: `What AWS had at ${verifiedAt}, against what the config wants, for the accounts of ${taken.join(", ")}. ${changeText(report)}`,
    },
    sections: [
      { id: "gaps", title: "What is not as the config wants it", blocks: gapBlocks(report) },
      { id: "coverage", title: "Accounts and regions", blocks: accountMatrices(regions) },
      { id: "plans", title: "Protection plans and regions", blocks: [planMatrix(regions)] },
      { id: "path", title: "Where findings go", blocks: pathBlocks(report) },
    ],
  };
}

function changeText({ change: { since, worse, mended } }: Report): string {
  return since === undefined
    ? "Nothing earlier to compare with."
    : `Since ${since}, ${counted(worse.length, "gap")} came and ${mended} went.`;
}

function gapBlocks({ verification, change }: Report): PageBlock[] {
  const isNew = new Set(change.worse);
  const gaps = gapsOf(verification).map((gap) => [
    gap.reason,
    gap.account,
    gap.region,
    gap.resource ? `${gap.plan} ${gap.resource}` : gap.plan,
    gap.wanted,
    gap.found,
    isNew.has(gap) ? "new" : "",
    REASONS[gap.reason],
  ]);
  const columns = ["reason", "account", "region", "what", "wanted", "found", "since", "meaning"];
  const unread = verification.unread.map((one) => [placeOf(one), visible(one.error), one.fix]);
  const notes = verification.regions.flatMap(({ region, notes: all }) => all.map((note) => [region, note]));
  return [
    ...tableOr("Gaps", columns, visibleDeep(gaps), "Nothing: all that was read is as the config wants it."),
    ...tableOr("What could not be verified", ["what", "because", "fix"], unread),
    ...tableOr("What nobody can verify from here", ["region", "what"], notes),
  ];
}

function pathBlocks({ verification, samples }: Report): PageBlock[] {
  const proven = samples.map(({ region, path, delivered, reason }) => [
    region,
    path,
    delivered ? "delivered" : `not delivered: ${visible(reason ?? "")}`,
  ]);
  const columns = ["region", "messages in queues", "last delivery"];
  return [
    ...tableOr(
      "The way of findings",
      columns,
      verification.regions.flatMap(queueRow),
      "Nothing is forwarded.",
    ),
    ...tableOr("Sample findings", ["region", "path", "outcome"], proven),
  ];
}

function queueRow({ region, forwarding }: RegionVerification): (string | string[])[][] {
  if (!forwarding) return [];
  const waiting = Object.entries(forwarding.messages).map(([name, count]) => `${name}: ${count}`);
  return [[region, waiting, forwarding.lastDeliveryAt ?? "none"]];
}

function tableOr(
  caption: string,
  columns: readonly string[],
  rows: PageTable["rows"],
  nothing?: string,
): PageBlock[] {
  if (rows.length > 0) return [{ kind: "table", caption, columns, rows }];
  return nothing === undefined ? [] : [{ kind: "text", text: nothing }];
}
