import type { Rule } from "./rule";
import { administratorRunsEveryPlan } from "./rules/administrator-runs-every-plan";
import { bucketsBlockPublicAccess } from "./rules/buckets-block-public-access";
import { bucketsRefusePlainHttp } from "./rules/buckets-refuse-plain-http";
import { deadLettersRaiseAlarms } from "./rules/dead-letters-raise-alarms";
import { everyAccountIsCovered } from "./rules/every-account-is-covered";
import { everyExceptionEnds } from "./rules/every-exception-ends";
import { everyProtectionPlanIsDeclared } from "./rules/every-protection-plan-is-declared";
import { everyRegionIsAdministered } from "./rules/every-region-is-administered";
import { everyRegionIsAnswered } from "./rules/every-region-is-answered";
import { everyStackIsPlanned } from "./rules/every-stack-is-planned";
import { everyTypeIsKnown } from "./rules/every-type-is-known";
import { everythingIsTagged } from "./rules/everything-is-tagged";
import { findingsAreExportedEverywhere } from "./rules/findings-are-exported-everywhere";
import { findingsArePublishedFast } from "./rules/findings-are-published-fast";
import { findingsReachTheRelay } from "./rules/findings-reach-the-relay";
import { findingsTravelWhole } from "./rules/findings-travel-whole";
import { keysAreRotated } from "./rules/keys-are-rotated";
import { listsAreActive } from "./rules/lists-are-active";
import { logRelayOverTls } from "./rules/log-relay-over-tls";
import { logsHaveRetention } from "./rules/logs-have-retention";
import { managementAccountIsCovered } from "./rules/management-account-is-covered";
import { membersLeavePlansToAdministrator } from "./rules/members-leave-plans-to-administrator";
import { messagesWaitLongEnough } from "./rules/messages-wait-long-enough";
import { newAccountsAreCovered } from "./rules/new-accounts-are-covered";
import { noAccountIsSetApart } from "./rules/no-account-is-set-apart";
import { noAnonymousPrincipals } from "./rules/no-anonymous-principals";
import { noExceptionHasExpired } from "./rules/no-exception-has-expired";
import { noMemberIsDisassociated } from "./rules/no-member-is-disassociated";
import { noSecretInPlanOrState } from "./rules/no-secret-in-plan-or-state";
import { noStateIsLeftBehind } from "./rules/no-state-is-left-behind";
import { noWildcardActions } from "./rules/no-wildcard-actions";
import { noWildcardResources } from "./rules/no-wildcard-resources";
import { nobodyElseGetsFindings } from "./rules/nobody-else-gets-findings";
import { nothingDrifted } from "./rules/nothing-drifted";
import { nothingProtectedIsDestroyed } from "./rules/nothing-protected-is-destroyed";
import { offIsDeclared } from "./rules/off-is-declared";
import { oneAdministrator } from "./rules/one-administrator";
import { oneBadMessageHoldsUpNone } from "./rules/one-bad-message-holds-up-none";
import { oneRuntimeMonitoring } from "./rules/one-runtime-monitoring";
import { onlyIntendedAccountsAreEnrolled } from "./rules/only-intended-accounts-are-enrolled";
import { onlyKnownRulesAreConfigured } from "./rules/only-known-rules-are-configured";
import { onlyOwnAccountsAreLetIn } from "./rules/only-own-accounts-are-let-in";
import { planFormatIsKnown } from "./rules/plan-format-is-known";
import { plansAreComplete } from "./rules/plans-are-complete";
import { plansKnowAws } from "./rules/plans-know-aws";
import { policiesCanBeRead } from "./rules/policies-can-be-read";
import { protectionPlansAreAsConfigured } from "./rules/protection-plans-are-as-configured";
import { queuesAreEncrypted } from "./rules/queues-are-encrypted";
import { queuesHaveDeadLetters } from "./rules/queues-have-dead-letters";
import { relayIsTheConfigs } from "./rules/relay-is-the-configs";
import { rulesMatchFindingsOnly } from "./rules/rules-match-findings-only";
import { rulesPickAsConfigured } from "./rules/rules-pick-as-configured";
import { suppressionRanksHaveNoGap } from "./rules/suppression-ranks-have-no-gap";
import { suppressionsSpareHighSeverity } from "./rules/suppressions-spare-high-severity";
import { undeliverableEventsAreKept } from "./rules/undeliverable-events-are-kept";
import { versionsAreSupported } from "./rules/versions-are-supported";

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
];
