// Rules on the findings path to the log relay. To add a rule, add its file and a line here.
export { deadLettersArrive } from "./dead-letters-arrive";
export { deadLettersRaiseAlarms } from "./dead-letters-raise-alarms";
export { findingsAreExportedEverywhere } from "./findings-are-exported-everywhere";
export { findingsReachTheRelay } from "./findings-reach-the-relay";
export { findingsTravelWhole } from "./findings-travel-whole";
export { forwardersMayDeliver } from "./forwarders-may-deliver";
export { linksRaiseAlarms } from "./links-raise-alarms";
export { logRelayOverTls } from "./log-relay-over-tls";
export { messagesWaitLongEnough } from "./messages-wait-long-enough";
export { nobodyElseGetsFindings } from "./nobody-else-gets-findings";
export { oneBadMessageHoldsUpNone } from "./one-bad-message-holds-up-none";
export { queuesHaveDeadLetters } from "./queues-have-dead-letters";
export { relayIsTheConfigs } from "./relay-is-the-configs";
export { rulesMatchFindingsOnly } from "./rules-match-findings-only";
export { rulesPickAsConfigured } from "./rules-pick-as-configured";
export { undeliverableEventsAreKept } from "./undeliverable-events-are-kept";
