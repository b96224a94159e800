import type { ExpectedResource } from "../../intent/expected-stack";
import { text } from "../../verification/kinds/kind";

/** What is asked about a role, and about its policies, depends on the role as a whole. */
export interface Roles {
  /** A role's path, by its name. */
  readonly pathOf: (roleName: string) => string;
  /** The condition keys that a request about a role carries. */
  readonly carriedBy: (action: string, resource: ExpectedResource) => Readonly<Record<string, string>>;
}

/** Requests that may only be made for a role with a boundary, and those that tell the role's tags. */
const BOUNDED = ["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"];
const TAGGED = ["iam:CreateRole", "iam:TagRole"];

/**
 * Finds roles by name among the resources of a region.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export function rolesOf(resources: readonly ExpectedResource[]): Roles {
  const declared = resources.filter(({ type }) => type === "aws_iam_role");
  const byName = new Map(declared.map((role) => [text(role.attributes, "name"), role.attributes]));
  const attribute = (name: string, of: string) => text(byName.get(name) ?? {}, of);
  return {
    pathOf: (name) => attribute(name, "path") || "/",
    carriedBy: (action, { type, attributes, provider }) => {
      const name = text(attributes, type === "aws_iam_role" ? "name" : "role");
      const boundary = BOUNDED.includes(action) ? attribute(name, "permissions_boundary") : "";
      const tags = TAGGED.includes(action) ? Object.entries(provider.defaultTags) : [];
      return {
        ...(boundary !== "" && { "iam:PermissionsBoundary": boundary }),
        ...Object.fromEntries(tags.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
      };
    },
  };
}
