import { UNREAD } from "../../aws-clients/attempts";
import { fine, warning, type Finding } from "../line";
import type { OrganizationReading } from "../read/organization";

/** What Organizations' own policies manage: read-only in GuardDuty, so no plan should be made over it. */
export function judgeGuardDutyPolicies({ policies }: Pick<OrganizationReading, "policies">): Finding[] {
  if (policies === UNREAD) return [];
  if (policies.length === 0)
    return [fine("guardduty-policies", "no policy of the type GUARDDUTY_POLICY is attached")];
  return policies.map(({ id, name, targets, content }) => {
    const what = `managed by policy: "${name}" decides over GuardDuty's plans, and an apply cannot`;
    const evidence = `${id} is attached to ${targets.join(", ")}; it says ${content.replace(/\s+/g, " ")}`;
    const fix = `leave these plans to the policy, or take it off: aws organizations detach-policy --policy-id ${id} --target-id ${targets[0]}`;
    return warning("guardduty-policies", what, evidence, fix);
  });
}
