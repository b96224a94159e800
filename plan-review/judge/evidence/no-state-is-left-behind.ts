import type { OrgdutyConfig } from "../../../config/config";
import { everyStackName, stackList } from "../../../config/stack-list";
import { plannedMode } from "../../read/planned-mode";
import { judge, type Evidence, type Rule } from "../rule";

/** A region that is removed from the config keeps running, because Terraform destroys only what it still plans. */
export const noStateIsLeftBehind: Rule = {
  id: "OD-041",
  title: "Every state and every plan belongs to a stack of the config",
  severity: "deny",
  fix: "put the region back, or take it down: `./orgduty destroy --stack REGION`, with `--config BEFORE.yaml` if its organization has left the config too",
  evaluate({ config, plans, states }) {
    const planned = plans.stacks.map(({ stack }) => stack);
    const own = stackList(config).map(({ name }) => name);
    const others = everyStackName(config).filter((name) => !planned.includes(name));
    const known = [...own, ...others];
    const found = [...new Set([...planned, ...states])];
    const outcome = judge(
      found,
      "nothing is planned and no local state exists",
      (stack) => ({ stack }),
      (stack) =>
        known.includes(stack) ? undefined : "its stack has left the config, its resources have not left AWS",
    );
    if (outcome.verdict === "not-applicable") return outcome;
    const { strayStates } = plans.manifest;
    const wereLookedAt = plannedMode(plans) !== "offline" && strayStates !== undefined;
    return { ...outcome, evidence: [...outcome.evidence, ...(wereLookedAt ? [] : notLookedAt(config))] };
  },
};

/** The review makes no network calls: it knows what a bucket holds only if plan has looked. */
function notLookedAt({ organizations }: OrgdutyConfig): Evidence[] {
  const buckets = Object.values(organizations).flatMap(({ state }) =>
    state === "local" ? [] : [state.s3.bucket],
  );
  return [...new Set(buckets)].map((bucket) => ({
    detail: `the states in s3://${bucket} were not looked at`,
  }));
}
