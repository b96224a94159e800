// Rules on the plans themselves, their versions and exceptions. To add a rule, add its file and a line here.
export { everyExceptionEnds } from "./every-exception-ends";
export { everyStackIsPlanned } from "./every-stack-is-planned";
export { everyTypeIsKnown } from "./every-type-is-known";
export { manifestIsOfTheConfig } from "./manifest-is-of-the-config";
export { noExceptionHasExpired } from "./no-exception-has-expired";
export { onlyKnownRulesAreConfigured } from "./only-known-rules-are-configured";
export { planFormatIsKnown } from "./plan-format-is-known";
export { plansAreComplete } from "./plans-are-complete";
export { plansKnowAws } from "./plans-know-aws";
export { versionsAreSupported } from "./versions-are-supported";
