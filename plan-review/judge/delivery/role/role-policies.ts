import type { Policy } from "../../../../aws/policy/document";
import { valueOf } from "../../../read/attributes";
import { stringOf } from "../../../read/json";
import type { PlannedResource } from "../../../read/plan-model";
import { attachmentsOf } from "../../access/attached-policies";
import { policiesOf } from "../../access/policies";
import type { ReviewContext } from "../../rule";
import { isNamedBy, isWholly, type Accounts } from "../path/whole-arns";

/** The policies that decide what a role may do, and who may be it. */
export interface RolePolicies {
  /** Its own and the attached ones, as far as the plans hold their text. */
  readonly identity: readonly Policy[];
  /** Whether it has policies whose text is in no plan, or known only after apply. Another rule judges these. */
  readonly hasUnread: boolean;
  readonly boundary?: Policy;
  /** The ARN of a boundary whose text is in no plan. */
  readonly unreadBoundary?: string;
  readonly trust: readonly Policy[];
}

/** Collects a role's policies from every stack of its partition. */
export function rolePolicies(
  context: ReviewContext,
  accounts: Accounts,
  role: PlannedResource,
): RolePolicies {
  const all = policiesOf(context).filter(({ resource }) => resource.partition === role.partition);
  const own = all.filter(
    ({ resource, kind }) =>
      kind === "identity" &&
      (resource === role ||
        (resource.type === "aws_iam_role_policy" && isWholly(accounts, resource, "role", role))),
  );
  const managed = all.filter(({ resource }) => resource.type === "aws_iam_policy");
  const attached = attachmentsOf(context)
    .filter(({ resource }) => resource === role || isWholly(accounts, resource, "role", role))
    .map(({ resource, arn }) =>
      managed.find((policy) =>
        arn === ""
          ? isWholly(accounts, resource, "policy_arn", policy.resource)
          : isNamedBy(accounts, arn, policy.resource),
      ),
    );
  const documents = [...own, ...attached].map((policy) => policy?.document);
  return {
    identity: documents.flatMap((document) => document ?? []),
    hasUnread: documents.includes(undefined),
    ...boundaryOf(accounts, role, managed),
    trust: all
      .filter((policy) => policy.resource === role && policy.kind === "resource")
      .flatMap(({ document }) => document ?? []),
  };
}

function boundaryOf(
  accounts: Accounts,
  role: PlannedResource,
  managed: ReturnType<typeof policiesOf>,
): Pick<RolePolicies, "boundary" | "unreadBoundary"> {
  const arn = stringOf(valueOf(role, "permissions_boundary"));
  if (arn === "") return {};
  const boundary = managed.find(({ resource }) => isNamedBy(accounts, arn, resource))?.document;
  return boundary ? { boundary } : { unreadBoundary: arn };
}
