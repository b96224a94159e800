import { WITHOUT_RESOURCE } from "../../aws/policy/without-resource";
import {
  resolveReferences,
  UNKNOWN,
  type Attributes,
  type ExpectedResource,
} from "../../intent/expected-stack";
import { text } from "../../verification/kinds/kind";
import { BOOTSTRAP_ACTIONS } from "../needed/bootstrap-actions";
import { bootstrapArns } from "../needed/bootstrap-arns";
import { rolesOf } from "../needed/roles";
import { documentsOf, type PolicyDocument } from "./policies";
import { statementsOf, type AllowStatement } from "./statements";
import type { Wanted } from "./wanted";

/** Whose first role it is, by the resources that the bootstrap stack declares. */
export interface FirstRoleProps {
  readonly accountId: string;
  readonly resources: readonly ExpectedResource[];
}

/** Actions whose request names a policy: the first role attaches those of the made roles, and no other. */
const ATTACHING = /^iam:(Attach|Detach)(Role|User)Policy$/;
/** What would let the first role take over any key of the account. A new key has no alias yet. */
const OF_NAMED_KEYS = ["kms:PutKeyPolicy", "kms:UpdateKeyDescription", "kms:UntagResource"];

/** What the first role of an account may do: make, read, change and remove what bootstrap makes there, by name. */
export function firstRolePolicies(props: FirstRoleProps): PolicyDocument[] {
  const own = resolved(props.resources).filter(({ provider }) => provider.accountId === props.accountId);
  const roles = rolesOf(own);
  const wanted = own.flatMap((resource): Wanted[] =>
    actionsOf(resource)
      .filter((action) => !ATTACHING.test(action) && !OF_NAMED_KEYS.includes(action))
      .flatMap((action) => {
        const context = boundaryOf(action, resource, roles.carriedBy(action, resource));
        const arns = WITHOUT_RESOURCE.has(action) ? ["*"] : bootstrapArns(resource, roles.pathOf);
        return arns.map((arn) => ({ action, resource: arn, context }));
      }),
  );
  const aliases: Wanted = { action: "iam:ListAccountAliases", resource: "*", context: {} };
  return documentsOf([...statementsOf([...wanted, aliases]), ...attaching(own), ...namedKeys(own)]);
}

function actionsOf({ type }: ExpectedResource): string[] {
  const actions = BOOTSTRAP_ACTIONS[type];
  if (!actions) throw new Error(`${type}: nobody said which actions bootstrap needs for it`);
  const { reads, writes, changes = [], beside = [] } = actions;
  return [...new Set([...reads, ...writes, ...changes, ...beside])];
}

/**
 * A role or user with a boundary may only be made with it. Tags are left out: a policy that names their values would have
 * to be made again for every new tag.
 */
function boundaryOf(
  action: string,
  { type, attributes }: ExpectedResource,
  ofRole: Readonly<Record<string, string>>,
): Wanted["context"] {
  const isOfUser = type === "aws_iam_user" && /:(CreateUser|PutUserPermissionsBoundary)$/.test(action);
  const boundary = isOfUser ? text(attributes, "permissions_boundary") : ofRole["iam:PermissionsBoundary"];
  return boundary ? { "iam:PermissionsBoundary": boundary } : {};
}

/** One statement for each role and user: the policies that may be attached to it. */
function attaching(own: readonly ExpectedResource[]): AllowStatement[] {
  const { pathOf } = rolesOf(own);
  const holders = own.filter(({ type }) => ["aws_iam_role", "aws_iam_user"].includes(type));
  return holders.map((holder, index) => {
    const name = text(holder.attributes, "name");
    const policies = own.filter(
      ({ type, attributes }) => type === "aws_iam_policy" && text(attributes, "name") === `${name}-*`,
    );
    const kind = holder.type === "aws_iam_role" ? "Role" : "User";
    return {
      ...{ Sid: `Attach${index + 1}`, Effect: "Allow" as const },
      Action: [`iam:Attach${kind}Policy`, `iam:Detach${kind}Policy`],
      Resource: bootstrapArns(holder, pathOf),
      Condition: {
        ArnLike: {
          "iam:PolicyARN": [...new Set(policies.flatMap((policy) => bootstrapArns(policy, pathOf)))],
        },
      },
    };
  });
}

/** Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-resource-aliases */
function namedKeys(own: readonly ExpectedResource[]): AllowStatement[] {
  const aliases = own.filter(({ type }) => type === "aws_kms_alias");
  return aliases.map((alias) => ({
    ...{ Sid: "NamedKey", Effect: "Allow", Action: OF_NAMED_KEYS },
    Resource: bootstrapArns({ ...alias, type: "aws_kms_key" }, () => "/"),
    Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": text(alias.attributes, "name") } },
  }));
}

/**
 * Names instead of references. What only AWS knows is not asked for. A role's policies are numbered, and a larger config
 * has more of them: they are meant by their beginning, so that the first role need not grow with it.
 */
function resolved(resources: readonly ExpectedResource[]): ExpectedResource[] {
  const byAddress = new Map(resources.map((one) => [one.address, one.attributes]));
  return resources.map((one) => {
    const attributes = resolveReferences(
      one.attributes,
      (address, attribute) => byAddress.get(address)?.[attribute] ?? UNKNOWN,
    ) as Attributes;
    if (one.type !== "aws_iam_policy") return { ...one, attributes };
    const name = text(attributes, "name").replace(/-[a-z]+-\d+$/, "-*");
    return { ...one, attributes: { ...attributes, name } };
  });
}
