import type { DetectionConfig } from "../../../config/config";
import { plansIn } from "../../../intent/plans";
import type { RegionView } from "../region-view";
import { judgeRegions, type Rule } from "../rule";
import { declarationsOf } from "./protection-plan-matrix";

/** If a stack is edited by hand, its plan no longer does what the config says. */
export const protectionPlansAreAsConfigured: Rule = {
  id: "OD-013",
  title: "Protection plans are in the mode the config says",
  severity: "deny",
  fix: "change detection.protectionPlans, not the stack, and plan again",
  evaluate: (context) => judgeRegions(context, (view) => differences(view, context.config.detection)),
};

function differences(view: RegionView, detection: DetectionConfig): string[] {
  const expected = plansIn(view.region, detection).flatMap(({ feature, mode, agents }) => [
    { name: feature, mode, declared: declarationsOf(view, feature) },
    ...agents.map((agent) => ({
      name: `${feature} / ${agent.name}`,
      mode: agent.mode,
      declared: declarationsOf(view, feature, agent.name),
    })),
  ]);
  return expected.flatMap(({ name, mode, declared }) =>
    declared
      .filter(({ state }) => state !== "undeclared" && state !== mode)
      .map(({ state }) => `${name} is ${state}, the config says ${mode}`),
  );
}
