import type { Rule } from "./rule";
import { administratorRunsEveryPlan } from "./plans/administrator-runs-every-plan";
import { bucketsBlockPublicAccess } from "./access/buckets-block-public-access";
import { bucketsRefusePlainHttp } from "./access/buckets-refuse-plain-http";
import { deadLettersRaiseAlarms } from "./delivery/dead-letters-raise-alarms";
import { everyAccountIsCovered } from "./coverage/every-account-is-covered";
import { everyExceptionEnds } from "./process/every-exception-ends";
import { everyProtectionPlanIsDeclared } from "./plans/every-protection-plan-is-declared";
import { everyRegionIsAdministered } from "./coverage/every-region-is-administered";
import { everyRegionIsAnswered } from "./coverage/every-region-is-answered";
import { everyStackIsPlanned } from "./process/every-stack-is-planned";
import { everyTypeIsKnown } from "./process/every-type-is-known";
import { everythingIsTagged } from "./evidence/everything-is-tagged";
import { findingsAreExportedEverywhere } from "./delivery/findings-are-exported-everywhere";
import { findingsArePublishedFast } from "./plans/findings-are-published-fast";
import { findingsReachTheRelay } from "./delivery/findings-reach-the-relay";
import { findingsTravelWhole } from "./delivery/findings-travel-whole";
import { keysAreRotated } from "./access/keys-are-rotated";
import { listsAreActive } from "./plans/lists-are-active";
import { logRelayOverTls } from "./delivery/log-relay-over-tls";
import { logsHaveRetention } from "./evidence/logs-have-retention";
import { managementAccountIsCovered } from "./coverage/management-account-is-covered";
import { membersLeavePlansToAdministrator } from "./plans/members-leave-plans-to-administrator";
import { messagesWaitLongEnough } from "./delivery/messages-wait-long-enough";
import { newAccountsAreCovered } from "./coverage/new-accounts-are-covered";
import { noAccountIsSetApart } from "./coverage/no-account-is-set-apart";
import { noAnonymousPrincipals } from "./access/no-anonymous-principals";
import { noExceptionHasExpired } from "./process/no-exception-has-expired";
import { noMemberIsDisassociated } from "./coverage/no-member-is-disassociated";
import { noSecretInPlanOrState } from "./access/no-secret-in-plan-or-state";
import { noStateIsLeftBehind } from "./evidence/no-state-is-left-behind";
import { noWildcardActions } from "./access/no-wildcard-actions";
import { noWildcardResources } from "./access/no-wildcard-resources";
import { nobodyElseGetsFindings } from "./delivery/nobody-else-gets-findings";
import { nothingDrifted } from "./evidence/nothing-drifted";
import { nothingProtectedIsDestroyed } from "./evidence/nothing-protected-is-destroyed";
import { offIsDeclared } from "./plans/off-is-declared";
import { oneAdministrator } from "./coverage/one-administrator";
import { oneBadMessageHoldsUpNone } from "./delivery/one-bad-message-holds-up-none";
import { oneRuntimeMonitoring } from "./plans/one-runtime-monitoring";
import { onlyIntendedAccountsAreEnrolled } from "./coverage/only-intended-accounts-are-enrolled";
import { onlyKnownRulesAreConfigured } from "./process/only-known-rules-are-configured";
import { onlyOwnAccountsAreLetIn } from "./access/only-own-accounts-are-let-in";
import { forwarderIsBuiltFromSource } from "./conformance/forwarder-is-built-from-source";
import { plansHoldNothingElse } from "./conformance/plans-hold-nothing-else";
import { stacksAreTheConfigs } from "./conformance/stacks-are-the-configs";
import { manifestIsOfTheConfig } from "./process/manifest-is-of-the-config";
import { planFormatIsKnown } from "./process/plan-format-is-known";
import { plansAreComplete } from "./process/plans-are-complete";
import { plansKnowAws } from "./process/plans-know-aws";
import { policiesCanBeRead } from "./access/policies-can-be-read";
import { protectionPlansAreAsConfigured } from "./plans/protection-plans-are-as-configured";
import { queuesAreEncrypted } from "./access/queues-are-encrypted";
import { queuesHaveDeadLetters } from "./delivery/queues-have-dead-letters";
import { relayIsTheConfigs } from "./delivery/relay-is-the-configs";
import { rulesMatchFindingsOnly } from "./delivery/rules-match-findings-only";
import { rulesPickAsConfigured } from "./delivery/rules-pick-as-configured";
import { suppressionRanksHaveNoGap } from "./plans/suppression-ranks-have-no-gap";
import { suppressionsSpareHighSeverity } from "./plans/suppressions-spare-high-severity";
import { undeliverableEventsAreKept } from "./delivery/undeliverable-events-are-kept";
import { versionsAreSupported } from "./process/versions-are-supported";

/** Every rule, by id. A new one is a file in rules/ and a line here; an id is never used again. */
export const RULES: readonly Rule[] = [
  nothingProtectedIsDestroyed,
  noMemberIsDisassociated,
  offIsDeclared,
  everyStackIsPlanned,
  everyRegionIsAnswered,
  everyRegionIsAdministered,
  everyAccountIsCovered,
  oneAdministrator,
  managementAccountIsCovered,
  onlyIntendedAccountsAreEnrolled,
  newAccountsAreCovered,
  everyProtectionPlanIsDeclared,
  protectionPlansAreAsConfigured,
  administratorRunsEveryPlan,
  membersLeavePlansToAdministrator,
  oneRuntimeMonitoring,
  findingsArePublishedFast,
  suppressionRanksHaveNoGap,
  suppressionsSpareHighSeverity,
  queuesAreEncrypted,
  queuesHaveDeadLetters,
  messagesWaitLongEnough,
  logsHaveRetention,
  findingsReachTheRelay,
  rulesMatchFindingsOnly,
  undeliverableEventsAreKept,
  oneBadMessageHoldsUpNone,
  deadLettersRaiseAlarms,
  logRelayOverTls,
  noWildcardActions,
  noWildcardResources,
  noAnonymousPrincipals,
  policiesCanBeRead,
  noSecretInPlanOrState,
  bucketsBlockPublicAccess,
  bucketsRefusePlainHttp,
  keysAreRotated,
  everythingIsTagged,
  noExceptionHasExpired,
  everyExceptionEnds,
  noStateIsLeftBehind,
  plansKnowAws,
  versionsAreSupported,
  planFormatIsKnown,
  plansAreComplete,
  nothingDrifted,
  findingsAreExportedEverywhere,
  listsAreActive,
  onlyKnownRulesAreConfigured,
  rulesPickAsConfigured,
  findingsTravelWhole,
  relayIsTheConfigs,
  nobodyElseGetsFindings,
  onlyOwnAccountsAreLetIn,
  noAccountIsSetApart,
  everyTypeIsKnown,
  stacksAreTheConfigs,
  plansHoldNothingElse,
  forwarderIsBuiltFromSource,
  manifestIsOfTheConfig,
];
