import type { Evidence, Outcome, Rule } from "../rule";
import { settingChanges } from "../settings/setting-changes";

/**
 * A setting that was made by hand, by another template or by an earlier config is lower after apply. If Terraform does
 * not have it in its state, it calls that a creation.
 */
export const nothingIsLowered: Rule = {
  id: "OD-066",
  title: "No setting of GuardDuty is lowered",
  severity: "deny",
  fix: "raise it in the config, or name the resource in review.exceptions with a reason, an owner and an end",
  evaluate(context): Outcome {
    const { known, changes, unread, same } = settingChanges(context);
    if (known === "offline")
      return { verdict: "not-applicable", reason: "an offline plan cannot know what AWS has" };
    if (known === "not recorded")
      return fail([{ detail: "the plans do not say what AWS has: plan again with this version of orgduty" }]);
    const failures = [
      ...changes
        .filter(({ isLower }) => isLower)
        .map(({ stack, address, setting, was, becomes }) => ({
          ...{ stack, address },
          detail: `${setting} is ${was}, and becomes ${becomes}`,
        })),
      ...unread.map(({ stack, part }) => ({ stack, detail: `nobody knows what is lowered: ${part}` })),
    ];
    if (failures.length > 0) return fail(failures);
    const raised = `${changes.length} ${changes.length === 1 ? "setting is" : "settings are"} raised`;
    return { verdict: "pass", evidence: [{ detail: `${raised}, ${same} as AWS has them` }] };
  },
};

function fail(evidence: readonly Evidence[]): Outcome {
  return { verdict: "fail", evidence };
}
