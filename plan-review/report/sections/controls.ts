import { code, type Section } from "../../../drawing/report-model";
import type { Review } from "../review";
import { CONTROL_STATES } from "../states";

/** Security Hub's controls for GuardDuty. */
export function controls(review: Review): Section {
  const rows = review.controls.map(({ id, title, status, reason, requirements, evidence }) => [
    ...[id, title, CONTROL_STATES[status], reason],
    requirements.length === 0 ? "none" : requirements,
    evidence.map(code),
  ]);
  const columns = ["control", "title", "status", "because", "requirements", "evidence"];
  return {
    id: "controls",
    heading: "Security Hub controls",
    lead: "Requirements as AWS maps them; AWS maps none of these controls to CIS AWS Foundations.",
    blocks: [{ kind: "table", caption: "GuardDuty controls of Security Hub", columns, rows, firstRows: 5 }],
  };
}
