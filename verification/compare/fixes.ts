import type { FoundGap, Gap } from "./gap";
import type { Reason } from "./reasons";

/**
 * The fix for what Terraform can repair: the resource is declared, and a plan shows the difference before anything is
 * changed.
 */
const APPLY = "review and apply what a plan changes: ./orgduty plan";
const REMOVE =
  "find out who made it and why; take it away, or declare it in the config if it is meant to be there";
const DISCOVER = "read the accounts anew, then plan, review and apply: ./orgduty discover";
const DELEGATE = "see that no other account is delegated, then plan, review and apply: ./orgduty plan";
const WAIT = "AWS is at work: ./orgduty verify --wait 30";

/**
 * The fix for each reason that plan and apply do not repair. `REGION` stands for the gap's region, `RESOURCE` for its
 * resource.
 */
const FIXES: Partial<Record<Reason, string>> = {
  DISASSOCIATED: `find out who disassociated the account; then ${APPLY}`,
  REGION_DISABLED:
    "switch the region on in the account, or exclude the account or the region in the config, with a reason",
  ACCOUNT_SUSPENDED: DISCOVER,
  NOT_IN_SNAPSHOT: DISCOVER,
  PENDING: WAIT,
  NOT_DELEGATED: DELEGATE,
  WRONG_ADMINISTRATOR: DELEGATE,
  EXCLUDED_BUT_ENROLLED: "disassociate the account in GuardDuty, or take it out of the config's exclude",
  TRUSTED_ACCESS_MISSING:
    "in the management account: aws organizations enable-aws-service-access --service-principal RESOURCE",
  POLICY_DECIDES:
    "take the policy away in AWS Organizations (aws organizations detach-policy), or agree with who made it",
  EXPORT_BLOCKED: "let guardduty.amazonaws.com write to the bucket and use the key, in the policies of both",
  AGENT_UNHEALTHY:
    "correct what AWS names: AWS lists each issue with its cure (docs/verifying.md); a new resource needs some minutes",
  MALWARE_PLAN_FAILING:
    "correct what AWS names: usually the plan's role, or the policy of the bucket or of its key",
  FILTER_ARCHIVES: REMOVE,
  TRUSTED_LIST: REMOVE,
  NOT_EXPECTED: REMOVE,
  QUEUE_SHARED: "delete the other function's event source mapping",
  KEY_GRANT_MISSING:
    "give the key's policy the statements of the output finding_queue_key_grants, and no Deny: docs/findings-path.md",
  KEY_UNUSABLE:
    "in REGION: aws kms cancel-key-deletion if it is going to be deleted, then aws kms enable-key --key-id RESOURCE",
  FUNCTION_INACTIVE:
    "Lambda says why in the function's configuration (StateReason): mend that, then verify again",
  SECRET_MISSING: `restore the secret RESOURCE if it is going to be deleted; else ${APPLY}, and put its value in`,
  SECRET_EMPTY:
    "aws secretsmanager put-secret-value --secret-id RESOURCE, in the home region: docs/findings-path.md",
  SECRET_NOT_JSON: "put a JSON object into the secret RESOURCE, in the home region: docs/findings-path.md",
  SECRET_INCOMPLETE:
    "complete the JSON object in the secret RESOURCE, in the home region: docs/findings-path.md",
  DEAD_LETTERS_WAITING: "mend what kept them from being delivered, then: ./orgduty redrive",
  DELIVERY_STALLED: "read the function's log in REGION: it says what the relay answers",
};

/** Adds to a gap what to do about it. */
export function withFix(gap: FoundGap): Gap {
  const fix = FIXES[gap.reason] ?? APPLY;
  return { ...gap, fix: fix.replace("REGION", gap.region).replace("RESOURCE", gap.resource ?? "") };
}
