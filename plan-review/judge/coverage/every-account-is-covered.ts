import { coverageMatrices, isOn } from "./coverage-matrix";
import type { Evidence, Rule } from "../rule";

/** This is the first question an auditor asks. Exceptions are not failures until they expire. */
export const everyAccountIsCovered: Rule = {
  id: "OD-007",
  title: "Every active account is covered in every planned region",
  severity: "deny",
  fix: "enrol the account (accounts/<partition>.json, enrolment), or exclude it with a reason",
  evaluate(context) {
    const failures: Evidence[] = [];
    const covered: Evidence[] = [];
    for (const { regions, rows } of coverageMatrices(context)) {
      regions.forEach((region, column) => {
        if (
          !context.plans.stacks.some(
            ({ kind, regions: planned }) => kind === "region" && planned.some((one) => one === region),
          )
        )
          return;
        let count = 0;
        for (const { account, cells } of rows) {
          const { state, because } = cells[column]!;
          if (state === "missing" || state === "expired")
            failures.push({ stack: region, detail: `account ${account.id}: ${because}` });
          else if (isOn(state)) count += 1;
        }
        covered.push({ stack: region, detail: `${count} of ${rows.length} accounts are covered` });
      });
    }
    if (covered.length === 0) return { verdict: "not-applicable", reason: "no region is planned" };
    return failures.length > 0
      ? { verdict: "fail", evidence: failures }
      : { verdict: "pass", evidence: covered };
  },
};
