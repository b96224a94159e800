import { common, flag, type CommandDeclaration } from "../../command";

/** `orgduty init`, which works without a config. */
export const init: CommandDeclaration = {
  name: "init",
  description:
    "write orgduty.yaml: with credentials of the management account from what AWS has, else a template",
  flags: [
    flag("--out <folder>", "where it goes").default("."),
    flag("--offline", "ask AWS nothing: write the template, with ids to fill in"),
    common.aws(),
    flag("--name <name>", "what the config, and all that is made, is called").default("my-org"),
    flag("--owner <who>", "who answers for it: the tag owner, and exceptions").default("security"),
    flag("--administrator <id>", "GuardDuty's administrator (default: whom GuardDuty is delegated to)"),
    flag("--log-archive <id>", "the log archive's account (default: none)"),
    flag("--home-region <name>", "what a partition has once lives here (default: $AWS_REGION)"),
    flag("--canary-region <name>", "planned and applied first (default: another than the home region)"),
    flag("--plan-role <name>", "the role in each account that reads").default("orgduty-plan"),
    flag("--apply-role <name>", "the role in each account that applies").default("orgduty-apply"),
  ],
  load: () => import("./init"),
};
