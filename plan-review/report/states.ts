import type { ControlStatus } from "../judge/plans/controls";
import type { CoverageState } from "../judge/coverage/coverage-matrix";
import type { PlanAnswer } from "./figures/plan-answer";
import type { Status } from "../judge/judge-rules";
import type { PlanState } from "../judge/plans/protection-plan-matrix";
import type { State } from "../../drawing/report-model";

/** The text and colour of a cell of the account x region matrix. */
export const COVERAGE_STATES: Readonly<Record<CoverageState, State>> = {
  administrator: { label: "on, own detector", tone: "good" },
  enrolled: { label: "on, enrolled", tone: "good" },
  "auto-enabled": { label: "on, automatic", tone: "fine" },
  excluded: { label: "excluded", tone: "caution" },
  expired: { label: "exclusion expired", tone: "bad" },
  suspended: { label: "suspended", tone: "quiet" },
  unsupported: { label: "not planned", tone: "quiet" },
  missing: { label: "missing", tone: "bad" },
};

/** The text and colour of a protection plan's cell. */
export const PLAN_STATES: Readonly<Record<PlanState, State>> = {
  ALL: { label: "ALL", tone: "good" },
  NEW: { label: "NEW", tone: "fine" },
  NONE: { label: "NONE", tone: "caution" },
  "by account": { label: "by account", tone: "bad" },
  undeclared: { label: "not declared", tone: "bad" },
  unsupported: { label: "not offered", tone: "quiet" },
  "left alone": { label: "not declared by orgduty", tone: "quiet" },
  "unknown to this provider": { label: "unknown to this provider", tone: "quiet" },
};

/** The text and colour of one plan in one account and region. */
export const ANSWER_STATES: Readonly<Record<PlanAnswer, State>> = {
  on: { label: "on", tone: "good" },
  "on by NEW": { label: "on by NEW", tone: "fine" },
  "only who joins later": { label: "only who joins later", tone: "caution" },
  off: { label: "off", tone: "caution" },
  undeclared: { label: "not declared", tone: "bad" },
  "by account": { label: "by account", tone: "bad" },
  "not offered": { label: "not offered", tone: "quiet" },
  "account not covered": { label: "account not covered", tone: "quiet" },
};

/** The text and colour of a rule's status. */
export const STATUS_STATES: Readonly<Record<Status, State>> = {
  fail: { label: "fail", tone: "bad" },
  warn: { label: "warning", tone: "caution" },
  waived: { label: "waived", tone: "caution" },
  pass: { label: "pass", tone: "good" },
  "not-applicable": { label: "not applicable", tone: "quiet" },
};

/** The text and colour of a control's status. */
export const CONTROL_STATES: Readonly<Record<ControlStatus, State>> = {
  met: { label: "met", tone: "good" },
  "in part": { label: "in part", tone: "caution" },
  "not met": { label: "not met", tone: "bad" },
  "not applicable": { label: "not applicable", tone: "quiet" },
};
