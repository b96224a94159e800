import { judge, type Rule } from "../rule";

/** Terraform raises the major version if a program that reads the old format would misread the new one. */
const KNOWN_MAJOR = "1";

/** In a format that it does not know, a rule may find nothing to judge although there is something. */
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
