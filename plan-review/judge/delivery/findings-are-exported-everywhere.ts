import { regionViews, resourcesIn } from "../region-view";
import { judgeRegions, type Rule } from "../rule";

/** A gap in an archive is discovered only when the archive is needed. */
export const findingsAreExportedEverywhere: Rule = {
  id: "OD-047",
  title: "Findings are exported from every region or from none",
  severity: "deny",
  fix: "give the region its publishing destination",
  evaluate(context) {
    const exporting = (view: Parameters<typeof resourcesIn>[0]) =>
      resourcesIn(view, "aws_guardduty_publishing_destination").length > 0;
    const partitions = new Set(
      regionViews(context)
        .filter(exporting)
        .map(({ partition }) => partition),
    );
    if (partitions.size === 0) return { verdict: "not-applicable", reason: "the plans export no findings" };
    return judgeRegions(context, (view) =>
      partitions.has(view.partition) && !exporting(view) ? "exports no findings" : undefined,
    );
  },
};
