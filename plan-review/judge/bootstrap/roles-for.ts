import { parseArn } from "../../../aws/arn";
import type { Access, AccessPurpose, OrganizationConfig } from "../../../config/config";
import { stringOf } from "../../read/json";
import { valueOf } from "../../read/attributes";
import type { PlannedResource } from "../../read/plan-model";
import { resourcesOf, type ReviewContext } from "../rule";

/** The planned roles that the config's credentials name for a purpose. */
export function rolesFor(context: ReviewContext, purpose: AccessPurpose): PlannedResource[] {
  return resourcesOf(context, "aws_iam_role").filter((role) => {
    const organization = context.config.organizations[role.partition];
    return namesOf(organization, purpose).includes(nameOf(role));
  });
}

/** With the path, as an ARN has it. Accounts may have roles of one name: all of them are for the same purpose. */
function nameOf(role: PlannedResource): string {
  return `role${stringOf(valueOf(role, "path") ?? "/")}${stringOf(valueOf(role, "name"))}`;
}

function namesOf(organization: OrganizationConfig | undefined, purpose: AccessPurpose): string[] {
  const made: Partial<Record<string, Access>> = { ...organization?.made?.[purpose] };
  return Object.values(made).flatMap((access) =>
    access && "roleArn" in access ? [parseArn(access.roleArn).resource] : [],
  );
}
