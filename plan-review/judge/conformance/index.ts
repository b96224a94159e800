// Rules that compare plan files with what the config produces. To add a rule, add its file and a line here.
export { forwarderIsBuiltFromSource } from "./forwarder-is-built-from-source";
export { plansHoldNothingElse } from "./plans-hold-nothing-else";
export { stacksAreTheConfigs } from "./stacks-are-the-configs";
