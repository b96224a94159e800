import { organizationsOf, type Draft, type Rule } from "../../complete/draft";
import type { Mistake, Path } from "../../problems/mistake";
import { RUNTIME_AGENT_KEYS } from "../../protection-plans";

const PLANS: Path = ["detection", "protectionPlans"];

/**
 * A plan with ALL covers every account of the organization, including those in exclude, so it is allowed only with a
 * reason.
 */
export const plansSpareExcluded: Rule = (draft) => {
  const excluding = organizationsOf(draft).filter(
    ({ organization: { enrolment } }) =>
      // With newAccounts ALL, exclude itself is wrong, and exclude-needs-new reports that.
      enrolment?.newAccounts !== "ALL" && Object.keys(enrolment?.exclude ?? {}).length > 0,
  );
  if (excluding.length === 0 || draft.detection?.plansReachExcluded !== undefined) return [];
  const where = excluding.map(({ path }) => [...path, "enrolment.exclude"].join(".")).join(" and ");
  return plansOfAll(draft).map((path): Mistake => {
    const message = `ALL reaches every account, and ${where} sets some apart`;
    return {
      path,
      message,
      fix: "NEW, or empty exclude, or add detection.plansReachExcluded: {reason: WHY, owner: WHO}",
    };
  });
};

function plansOfAll({ detection }: Draft): Path[] {
  const { runtimeMonitoring, ...plans } = detection?.protectionPlans ?? {};
  const simple = Object.entries(plans).filter(([, mode]) => mode === "ALL");
  const agents = RUNTIME_AGENT_KEYS.filter((agent) => runtimeMonitoring?.agents?.[agent] === "ALL");
  const runtime = [...PLANS, "runtimeMonitoring"];
  return [
    ...simple.map(([plan]) => [...PLANS, plan]),
    ...(runtimeMonitoring?.mode === "ALL" ? [[...runtime, "mode"]] : []),
    ...agents.map((agent) => [...runtime, "agents", agent]),
  ];
}
