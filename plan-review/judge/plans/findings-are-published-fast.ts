import { regionViews, resourcesIn } from "../region-view";
import { judge, whereIs, type Rule } from "../rule";
import { valueText } from "../value-text";

/**
 * The administrator's frequency applies to every member. The default of six hours is too slow for responding to
 * findings.
 */
export const findingsArePublishedFast: Rule = {
  id: "OD-017",
  title: "Updates to findings are published at the fastest interval",
  severity: "deny",
  fix: "detection.findingPublishingFrequency: FIFTEEN_MINUTES",
  evaluate(context) {
    const detectors = regionViews(context).flatMap((view) =>
      resourcesIn(view, "aws_guardduty_detector").filter(({ provider }) => provider === "aws.administrator"),
    );
    return judge(detectors, "the administrator has no detector", whereIs, ({ after }) =>
      after?.finding_publishing_frequency === "FIFTEEN_MINUTES"
        ? undefined
        : `publishes every ${valueText(after?.finding_publishing_frequency, "six hours, the default")}`,
    );
  },
};
