import type { Report as DrawnReport, Section } from "../../drawing/report-model";
import { renderText } from "../../drawing/render-text";
import { visibleDeep } from "../../drawing/text";
import { gapsOf } from "../verify";
import { counted } from "./counted";
import { hasFailures, type Report, hasUnread, missingIn, unreadParts } from "./report";
import { agents } from "./sections/agents";
import { everyGap, gaps } from "./sections/gaps";
import { exceptionsSection } from "./sections/exceptions";
import { findingsPath, samples } from "./sections/findings-path";
import { historySections } from "./sections/history";
import { accountMatrices, planMatrix } from "./sections/matrices";
import { reconciled } from "./sections/reconciliation";
import { regionTable } from "./sections/regions";
import { unverified } from "./sections/unverified";

/**
 * The report's sections, the most important first: the page and the text are both made from these. Text from outside is
 * always escaped.
 */
export function verifyReport(report: Report): DrawnReport {
  const { verification } = report;
  const { name, verifiedAt, regions } = verification;
  const blocks = { accounts: accountMatrices(regions), plans: [planMatrix(regions)] };
  const sections: (Section | undefined)[] = [
    gaps(verification),
    unverified(verification),
    reconciled(report),
    regionTable(verification),
    { id: "coverage", heading: "Accounts and regions", blocks: blocks.accounts },
    { id: "plans", heading: "Protection plans and regions", blocks: blocks.plans },
    agents(verification),
    findingsPath(verification),
    samples(report),
    ...historySections(report),
    exceptionsSection(report),
    everyGap(report),
  ];
  return visibleDeep<DrawnReport>({
    title: `GuardDuty verification of ${name}`,
    verdict: {
      passed: !hasFailures(report) && !hasUnread(report),
      headline: sumText(report),
      summary: `What AWS had at ${verifiedAt}, against what the config wants. ${changeText(report)}`,
    },
    sections: sections.filter((section) => section !== undefined),
    whole: "what verify --json prints",
  });
}

/** What a person reads after a verify: one row for each region, then each reason with its places, and the summary. */
export function verifyText(report: Report): string {
  const sections = ["regions", "gaps", "unverified", "agents", "reconciliation", "samples"];
  return renderText(verifyReport(report), { sections, points: Infinity });
}

/** The result in one line. It does not present "no gaps" as good news if nothing could be read. */
function sumText(report: Report): string {
  const { verification, reconciliation } = report;
  const unread = unreadParts(report);
  const missing = counted(missingIn(reconciliation).length, "finding");
  const rest = [
    ...(reconciliation ? [`, ${missing} not delivered`] : []),
    ...(unread === 0 ? [] : [`, ${unread} not verified`]),
  ].join("");
  if (verification.regions.length === 0) return `nothing was verified${rest}`;
  const gapCount = counted(gapsOf(verification).length, "gap");
  return `${gapCount} in ${counted(verification.regions.length, "region")}${rest}`;
}

function changeText({ change: { since, worse, mended } }: Report): string {
  return since === undefined
    ? "Nothing earlier to compare with."
    : `Since ${since}, ${counted(worse.length, "gap")} came and ${mended} went.`;
}
