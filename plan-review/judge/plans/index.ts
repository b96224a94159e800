// Rules on protection plans, suppressions and lists. To add a rule, add its file and a line here.
export { administratorRunsEveryPlan } from "./administrator-runs-every-plan";
export { everyProtectionPlanIsDeclared } from "./every-protection-plan-is-declared";
export { findingsArePublishedFast } from "./findings-are-published-fast";
export { listsAreActive } from "./lists-are-active";
export { membersLeavePlansToAdministrator } from "./members-leave-plans-to-administrator";
export { nothingIsLowered } from "./nothing-is-lowered";
export { offIsDeclared } from "./off-is-declared";
export { oneRuntimeMonitoring } from "./one-runtime-monitoring";
export { protectionPlansAreAsConfigured } from "./protection-plans-are-as-configured";
export { suppressionRanksHaveNoGap } from "./suppression-ranks-have-no-gap";
export { suppressionsSpareHighSeverity } from "./suppressions-spare-high-severity";
