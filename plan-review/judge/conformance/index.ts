// Rules on plan files against what the config makes. A new one is its file and a line here.
export { forwarderIsBuiltFromSource } from "./forwarder-is-built-from-source";
export { plansHoldNothingElse } from "./plans-hold-nothing-else";
export { stacksAreTheConfigs } from "./stacks-are-the-configs";
