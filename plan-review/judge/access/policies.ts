import { describeStatement, type Policy, type Statement } from "../../../aws/policy/document";
import { parsePolicy } from "../../../aws/policy/parse-policy";
import { arrayOf, objectOf } from "../../read/json";
import type { PlannedResource } from "../../read/plan-model";
import { judge, resourcesOf, whereIs, type Outcome, type ReviewContext } from "../rule";

/** A policy document in a plan. */
export interface PlannedPolicy {
  readonly resource: PlannedResource;
  readonly attribute: string;
  /**
   * `identity`: what a role may do. `resource`: who may use something; this includes key policies and trust policies.
   */
  readonly kind: "identity" | "resource";
  /** Undefined if it is known only after apply. */
  readonly document: Policy | undefined;
}

/** The attributes that hold policy documents, by resource type. */
const PLACES: Readonly<Record<string, { readonly attribute: string; readonly kind: PlannedPolicy["kind"] }>> =
  {
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

/**
 * The provider reads back the policy of these types, no matter who set it. Of these, only what the configuration
 * writes counts as existing after apply.
 */
const READ_BACK: readonly string[] = [
  "aws_sqs_queue",
  "aws_s3_bucket",
  "aws_sns_topic",
  "aws_secretsmanager_secret",
  "aws_kms_key",
  "aws_kms_replica_key",
];

const computed = new WeakMap<ReviewContext, readonly PlannedPolicy[]>();

/** Every policy document that exists after apply. */
export function policiesOf(context: ReviewContext): readonly PlannedPolicy[] {
  const policies = computed.get(context) ?? plannedPolicies(context);
  computed.set(context, policies);
  return policies;
}

function plannedPolicies(context: ReviewContext): PlannedPolicy[] {
  const inline = resourcesOf(context, "aws_iam_role").flatMap((resource) =>
    arrayOf(resource.after?.inline_policy).map((item): PlannedPolicy => {
      const document = documentOf(objectOf(item).policy);
      return { resource, attribute: "inline_policy", kind: "identity", document };
    }),
  );
  const own = resourcesOf(context, ...Object.keys(PLACES)).flatMap((resource): PlannedPolicy[] => {
    const { attribute, kind } = PLACES[resource.type]!;
    const document = resource.after?.[attribute] ?? objectOf(resource.expressions[attribute]).constant_value;
    const isWritten = attribute in resource.expressions;
    const isAbsent = !isWritten && (document === undefined || READ_BACK.includes(resource.type));
    return isAbsent ? [] : [{ resource, attribute, kind, document: documentOf(document) }];
  });
  return [...own, ...inline];
}

function documentOf(planned: unknown): Policy | undefined {
  return planned === undefined || planned === null ? undefined : parsePolicy(planned);
}

/** The statements by which a policy allows something, as far as it can be read. */
export function allowancesOf({ document }: PlannedPolicy): Statement[] {
  return (document?.statements ?? []).filter(({ effect }) => effect === "Allow");
}

/** The names of a statement's principals. It is `*` if the statement names the principals that it excepts. */
export function principalNames({ principals }: Statement): string[] {
  if (!principals) return [];
  return principals.excepts ? ["*"] : principals.items.map(({ name }) => name);
}

/** Judges each statement by which a policy of a role, user or group allows something. */
export function judgeAllowed(
  context: ReviewContext,
  problem: (statement: Statement) => string | undefined,
): Outcome {
  return judge(
    policiesOf(context).filter(({ kind }) => kind === "identity"),
    "the plans hold no identity policy",
    ({ resource }) => whereIs(resource),
    (policy) =>
      allowancesOf(policy).flatMap((statement) => {
        const what = problem(statement);
        return what === undefined ? [] : [`${describeStatement(statement)} allows ${what}`];
      }),
  );
}
