import { judge, type Rule } from "../rule";

/** No rule judges, and no one reviews, what a plan leaves out. */
export const plansAreComplete: Rule = {
  id: "OD-045",
  title: "Every plan is complete and free of errors",
  severity: "deny",
  fix: "plan again, without -target and with what failed mended",
  evaluate: ({ plans }) =>
    judge(
      plans.stacks,
      "nothing is planned",
      ({ stack }) => ({ stack }),
      ({ complete, errored, failedChecks }) => [
        ...(errored ? ["Terraform stopped with an error"] : []),
        ...(complete ? [] : ["leaves changes for a later apply"]),
        ...failedChecks.map((check) => `${check} does not hold`),
      ],
    ),
};
