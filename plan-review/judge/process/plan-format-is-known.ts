import { judge, type Rule } from "../rule";

/** Terraform raises the major when a reader of the old one would go wrong. */
const KNOWN_MAJOR = "1";

/** In another format a rule may find nothing to judge where there is something. */
export const planFormatIsKnown: Rule = {
  id: "OD-044",
  title: "Every plan is in a format that this review can read",
  severity: "deny",
  fix: "plan with a Terraform whose `show -json` has format_version 1.x",
  evaluate: ({ plans }) =>
    judge(
      plans.stacks,
      "nothing is planned",
      ({ stack }) => ({ stack }),
      ({ formatVersion }) =>
        formatVersion.split(".")[0] === KNOWN_MAJOR ? undefined : `format_version is ${formatVersion}`,
    ),
};
