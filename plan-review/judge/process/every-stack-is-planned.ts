import { stackList } from "../../../config/stack-list";
import { judge, type Rule } from "../rule";

/** A region without a plan is a region without GuardDuty. */
export const everyStackIsPlanned: Rule = {
  id: "OD-004",
  title: "Every stack of the config is planned",
  severity: "deny",
  fix: "plan all stacks: `./orgduty plan` without --stack",
  evaluate({ config, plans }) {
    return judge(
      stackList(config),
      "the config asks for no stack",
      ({ name }) => ({ stack: name }),
      ({ name }) => (plans.stacks.some(({ stack }) => stack === name) ? undefined : "has no plan"),
    );
  },
};
