import { organizationsOf, type Rule } from "../../complete/draft";

/** With mode auto only GuardDuty enrols accounts, and only ALL includes the existing ones. */
export const autoNeedsAll: Rule = (draft) =>
  organizationsOf(draft).flatMap(({ organization: { enrolment }, path }) => {
    if (enrolment?.mode !== "auto" || enrolment.newAccounts === "ALL") return [];
    const given = enrolment.newAccounts ?? "NEW, the default";
    const message = `mode auto enrols existing accounts only with newAccounts: ALL, got ${given}`;
    const excludes = Object.keys(enrolment.exclude ?? {}).length > 0;
    const fix = excludes
      ? "mode: explicit, since accounts are excluded, which ALL would enrol"
      : "newAccounts: ALL, or mode: explicit";
    return [{ path: [...path, "enrolment", "mode"], message, fix }];
  });
