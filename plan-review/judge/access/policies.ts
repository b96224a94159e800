import { arrayOf, objectOf, parsedOf, stringsOf } from "../../read/json";
import type { Attributes, PlannedResource } from "../../read/plan-model";
import { judge, resourcesOf, whereIs, type Outcome, type ReviewContext } from "../rule";

/** A policy's statement in one shape, where AWS takes several: lists, and what it excludes marked as such. */
export interface Statement {
  readonly sid: string;
  readonly allows: boolean;
  readonly actions: readonly string[];
  /** Allows everything but these: a wildcard by another name. */
  readonly excludesActions: boolean;
  /** `*` where it names what it leaves out. */
  readonly resources: readonly string[];
  readonly principals: readonly string[];
  readonly conditions: Attributes;
}

/** A policy document in a plan. */
export interface Policy {
  readonly resource: PlannedResource;
  readonly attribute: string;
  /** identity: what a role may do. resource: who may use a thing, key and trust policies included. */
  readonly kind: "identity" | "resource";
  /** Undefined where it is known only after apply. */
  readonly statements: readonly Statement[] | undefined;
}

/** Where policy documents are, by resource type. */
const PLACES: Readonly<Record<string, { readonly attribute: string; readonly kind: Policy["kind"] }>> = {
  aws_iam_policy: { attribute: "policy", kind: "identity" },
  aws_iam_role_policy: { attribute: "policy", kind: "identity" },
  aws_iam_user_policy: { attribute: "policy", kind: "identity" },
  aws_iam_group_policy: { attribute: "policy", kind: "identity" },
  aws_ssoadmin_permission_set_inline_policy: { attribute: "inline_policy", kind: "identity" },
  aws_iam_role: { attribute: "assume_role_policy", kind: "resource" },
  aws_sqs_queue: { attribute: "policy", kind: "resource" },
  aws_sqs_queue_policy: { attribute: "policy", kind: "resource" },
  aws_s3_bucket_policy: { attribute: "policy", kind: "resource" },
  aws_s3_bucket: { attribute: "policy", kind: "resource" },
  aws_sns_topic: { attribute: "policy", kind: "resource" },
  aws_sns_topic_policy: { attribute: "policy", kind: "resource" },
  aws_cloudwatch_event_bus_policy: { attribute: "policy", kind: "resource" },
  aws_secretsmanager_secret: { attribute: "policy", kind: "resource" },
  aws_secretsmanager_secret_policy: { attribute: "policy", kind: "resource" },
  aws_kms_key: { attribute: "policy", kind: "resource" },
  aws_kms_key_policy: { attribute: "policy", kind: "resource" },
  aws_kms_replica_key: { attribute: "policy", kind: "resource" },
  aws_cloudwatch_log_resource_policy: { attribute: "policy_document", kind: "resource" },
};

/** The provider reads their policy back, whoever set it: only what the configuration writes is there after apply. */
const READ_BACK: readonly string[] = [
  "aws_sqs_queue",
  "aws_s3_bucket",
  "aws_sns_topic",
  "aws_secretsmanager_secret",
  "aws_kms_key",
  "aws_kms_replica_key",
];

/** Every policy document that is there after apply. */
export function policiesOf(context: ReviewContext): Policy[] {
  const inline = resourcesOf(context, "aws_iam_role").flatMap((resource) =>
    arrayOf(resource.after?.inline_policy).map((item): Policy => {
      const statements = statementsOf(objectOf(item).policy);
      return { resource, attribute: "inline_policy", kind: "identity", statements };
    }),
  );
  const own = resourcesOf(context, ...Object.keys(PLACES)).flatMap((resource): Policy[] => {
    const { attribute, kind } = PLACES[resource.type]!;
    const document = resource.after?.[attribute] ?? objectOf(resource.expressions[attribute]).constant_value;
    const isWritten = attribute in resource.expressions;
    const isAbsent = !isWritten && (document === undefined || READ_BACK.includes(resource.type));
    return isAbsent ? [] : [{ resource, attribute, kind, statements: statementsOf(document) }];
  });
  return [...own, ...inline];
}

function statementsOf(document: unknown): Statement[] | undefined {
  const parsed = parsedOf(document);
  if (parsed === undefined) return undefined;
  const { statement: written } = bySmallName(parsed);
  return (Array.isArray(written) ? written : [written]).map(bySmallName).map((statement) => ({
    sid: stringsOf(statement.sid)[0] ?? "",
    allows: stringsOf(statement.effect)[0]?.toLowerCase() === "allow",
    actions: stringsOf(statement.action),
    excludesActions: statement.notaction !== undefined,
    resources: statement.notresource === undefined ? stringsOf(statement.resource) : ["*"],
    principals: principalsOf(statement),
    conditions: objectOf(statement.condition),
  }));
}

/** A policy's elements by their names in small letters: whoever writes `action` means Action. */
function bySmallName(element: unknown): Attributes {
  return Object.fromEntries(
    Object.entries(objectOf(element)).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function principalsOf({ principal, notprincipal: others }: Attributes): string[] {
  if (others !== undefined) return ["*"];
  if (typeof principal === "string") return [principal];
  return Object.values(objectOf(principal)).flatMap(stringsOf);
}

/** Judges what each policy of a role, user or group allows, statement by statement. */
export function judgeAllowed(
  context: ReviewContext,
  problem: (statement: Statement) => string | undefined,
): Outcome {
  return judge(
    policiesOf(context).filter(({ kind }) => kind === "identity"),
    "the plans hold no identity policy",
    ({ resource }) => whereIs(resource),
    ({ statements = [] }) =>
      statements
        .filter(({ allows }) => allows)
        .flatMap((statement) => {
          const what = problem(statement);
          return what === undefined ? [] : [`${nameOf(statement)} allows ${what}`];
        }),
  );
}

/** How a statement is called in evidence. */
export function nameOf({ sid, actions }: Statement): string {
  return sid === ""
    ? `the statement on ${actions.join(", ") || "everything but some actions"}`
    : `statement ${sid}`;
}
