import type { Purpose } from "../../../../doctor/needed/own-calls";
import type { Holder } from "../../../../doctor/roles/holders";

/** Printed actions that the test's steps do not demand, and why they are printed. */
export interface Unrecorded {
  readonly purposes: readonly Purpose[];
  readonly holders: readonly Holder[];
  readonly why: string;
  readonly actions: string;
  /** Whether it may be recorded all the same. @default it may not */
  readonly mayBe?: true;
}

const ROLES = ["management", "administrator", "logArchive"] as const;

/** Nothing else may be printed without being recorded, and nothing of this may be recorded. */
export const UNRECORDED: readonly Unrecorded[] = [
  {
    purposes: ["plan", "apply", "verify"],
    holders: ["management", "administrator"],
    why: "asked of AWS itself only: signing in says the account's alias",
    actions: "iam:ListAccountAliases",
  },
  {
    purposes: ["discover"],
    holders: ROLES,
    why: "only if there is one: this organization has no filters, lists, destinations and malware plans",
    actions:
      "guardduty:DescribePublishingDestination guardduty:GetFilter guardduty:GetIPSet guardduty:GetMalwareProtectionPlan " +
      "guardduty:GetThreatEntitySet guardduty:GetThreatIntelSet guardduty:GetTrustedEntitySet",
  },
  {
    purposes: ["verify"],
    holders: ["administrator"],
    why: "only if there is one, and of coverage only if an agent is unhealthy",
    actions:
      "guardduty:GetFilter guardduty:GetIPSet guardduty:GetMalwareProtectionPlan guardduty:GetThreatEntitySet " +
      "guardduty:GetThreatIntelSet guardduty:GetTrustedEntitySet guardduty:ListCoverage",
  },
  {
    purposes: ["verify"],
    holders: ["management"],
    why: "only if the management account is no member, and if a policy of Organizations manages GuardDuty",
    actions: "guardduty:ListDetectors organizations:DescribePolicy organizations:ListTargetsForPolicy",
  },
  {
    purposes: ["discover"],
    holders: ["management", "logArchive"],
    why: "only if a rule takes GuardDuty's findings there",
    actions: "events:ListTargetsByRule",
  },
  {
    purposes: ["apply"],
    holders: ["administrator"],
    why: "only a change of what exists: the config's tags, code, settings or trust",
    actions:
      "cloudwatch:UntagResource events:UntagResource guardduty:UntagResource iam:UntagRole iam:UpdateAssumeRolePolicy " +
      "iam:UpdateRoleDescription lambda:DeleteFunctionConcurrency lambda:UntagResource lambda:UpdateEventSourceMapping " +
      "lambda:UpdateFunctionCode lambda:UpdateFunctionConfiguration logs:DisassociateKmsKey logs:UntagResource " +
      "scheduler:UpdateSchedule secretsmanager:UntagResource secretsmanager:UpdateSecret sqs:UntagQueue",
  },
  {
    purposes: ["apply"],
    holders: ["management"],
    why: "only a change of what exists",
    actions: "guardduty:UntagResource guardduty:UpdateDetector",
  },
  {
    purposes: ["apply"],
    holders: ["management"],
    why: "GuardDuty may deregister the administrator with the caller's permission; AWS does not document it, so that the local AWS does not demand it",
    actions: "organizations:DeregisterDelegatedAdministrator",
  },
  {
    purposes: ["apply"],
    holders: ["administrator"],
    why: "only if an older sample of the type is there, and with destroy --members suspend",
    actions: "guardduty:ArchiveFindings guardduty:StopMonitoringMembers",
  },
  {
    purposes: ["apply"],
    holders: ["administrator"],
    why: "redrive, with a dead letter to move: the relay refused none",
    actions: "sqs:DeleteMessage sqs:ReceiveMessage",
  },
  {
    purposes: ["apply"],
    holders: ["administrator"],
    why: "only if functions run in the home region alone from then on: Terraform leaves a secret's last replica",
    actions: "secretsmanager:RemoveRegionsFromReplication",
  },
  {
    purposes: ["plan"],
    holders: ["administrator"],
    why: "the plan that is broken on purpose ends before it, and no other is made once all exists; verify and destroy read it",
    actions: "scheduler:GetSchedule",
  },
  {
    purposes: ["apply"],
    holders: ["administrator"],
    why: "only if a plan makes a mapping of a function that is there already, after an apply that broke in between",
    actions: "lambda:ListEventSourceMappings",
    mayBe: true,
  },
];
