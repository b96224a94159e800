import { organizationsOf, type Rule } from "../../complete/draft";

/** ALL covers every account, including excluded ones: exclusion works only if GuardDuty enrols no existing account. */
export const excludeNeedsNew: Rule = (draft) =>
  organizationsOf(draft).flatMap(({ organization: { enrolment }, path }) => {
    if (enrolment?.newAccounts !== "ALL" || Object.keys(enrolment.exclude ?? {}).length === 0) return [];
    const message = "ALL covers every account, those in exclude too";
    return [
      { path: [...path, "enrolment", "newAccounts"], message, fix: "newAccounts: NEW, or empty exclude" },
    ];
  });
