import type { PlannedResource } from "../../read/plan-model";
import { judge, type Rule } from "../rule";

/**
 * Resources that hold or deliver findings, or give coverage that cannot be restored without a gap
 * (docs/stateful-resources.md).
 */
const PROTECTED = [
  "aws_guardduty_detector",
  "aws_guardduty_organization_admin_account",
  "aws_guardduty_organization_configuration",
  "aws_guardduty_publishing_destination",
  "aws_kms_key",
  "aws_kms_replica_key",
  "aws_s3_bucket",
  "aws_secretsmanager_secret",
  "aws_sqs_queue",
];

/** A resource or a member, as far as this rule reads it. */
type Held = Pick<PlannedResource, "stack" | "address" | "action" | "forcedBy" | "reason">;

/**
 * What is imported was there before orgduty, whatever its type: it is taken over as it is. Destroying a detector erases its
 * findings. Destroying a queue erases the messages that it has not delivered.
 */
export const nothingProtectedIsDestroyed: Rule = {
  id: "OD-001",
  title: "Nothing that holds findings or coverage is destroyed or replaced",
  severity: "deny",
  fix: "take back the change that forces it; if this resource is to go for good, name it in review.exceptions: [{rule: OD-001, stack, address, reason, owner, until}]",
  evaluate({ plans }) {
    const held = plans.stacks.flatMap(({ stack, resources, members }): Held[] => [
      ...resources.filter(({ type, imported }) => PROTECTED.includes(type) || imported !== undefined),
      ...members.filter(({ imported }) => imported !== undefined).map((member) => ({ ...member, stack })),
    ]);
    return judge(
      held,
      "the plans hold nothing that could be lost",
      ({ stack, address }) => ({ stack, address }),
      ({ action, forcedBy, reason }) => {
        if (action === "replace")
          return `is replaced, forced by ${forcedBy.join(", ") || (reason ?? "a request")}`;
        if (action === "delete") return `is destroyed${reason ? ` (${reason})` : ""}`;
        return action === "forget" ? "is forgotten: it stays in AWS and nobody manages it" : undefined;
      },
    );
  },
};
