import { isArray, isObject, stringOf, type JsonObject } from "../plans-folder/json-value";
import { isDeleted, type PlannedChange } from "../plans-folder/planned-changes";

/** A rule's target as a plan sets it. */
export interface PlannedTarget {
  readonly rule: string;
  readonly bus: string;
  readonly id: string;
  readonly arn: string;
  readonly roleArn?: string;
  readonly deadLetterQueueArn?: string;
  readonly maximumAgeSeconds?: number;
  readonly maximumRetries?: number;
}

/** A rule's target that a plan removes. */
export type EndedTarget = Pick<PlannedTarget, "rule" | "bus" | "id">;

/** A role's inline policy that a plan changes. */
export interface PolicyChange {
  readonly role: string;
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** A secret, and the regions that it is replicated to. */
export interface ReplicatedSecret {
  readonly name: string;
  readonly regions: readonly string[];
}

/** What a stack's plan does to the findings path. */
export interface PathEffects {
  /** Whether rules remain here, so that the findings that came this way take another path afterwards. */
  readonly goesOn: boolean;
  readonly targets: readonly PlannedTarget[];
  /** The targets of rules that are removed for good: from then on nobody wants findings here. */
  readonly ended: readonly EndedTarget[];
  /** Names of queues that the plan removes and that a function empties. */
  readonly drained: readonly string[];
  /** Names of dead-letter queues that the plan removes. */
  readonly deadLetters: readonly string[];
  readonly policies: readonly PolicyChange[];
  /** Whether a bus is removed for good, as a hub's bus is. */
  readonly removesBus: boolean;
  readonly removesSecret: boolean;
  readonly removesRole: boolean;
  readonly createsBus: boolean;
  /** Names of secrets that the plan creates. */
  readonly createdSecrets: readonly string[];
  /** Secrets that were there before and have replicas afterwards: those of the config, or those that Terraform leaves. */
  readonly replicated: readonly ReplicatedSecret[];
}

/**
 * Determines from a plan what it does to the findings path. It does not call AWS, so the same plan always has the
 * same effects.
 */
export function pathEffects(changes: readonly PlannedChange[]): PathEffects {
  const ofType = (type: string) => changes.filter((change) => change.type === type);
  const removed = (type: string) => ofType(type).filter(isDeleted);
  const targets = ofType("aws_cloudwatch_event_target");
  const queues = removed("aws_sqs_queue").map(({ before }) => before ?? {});
  const goesOn = targets.some(({ after }) => after !== null);
  const names = (some: readonly JsonObject[]) => some.map(({ name }) => stringOf(name)).sort();
  return {
    goesOn,
    targets: targets
      .filter(({ actions }) => actions.length === 1 && actions[0] === "update")
      .map(({ after }) => plannedTarget(after ?? {})),
    ended: goesOn ? [] : targets.map(({ before }) => plannedTarget(before ?? {})),
    drained: names(queues.filter(hasDeadLetterQueue)),
    deadLetters: names(queues.filter((queue) => !hasDeadLetterQueue(queue))),
    policies: ofType("aws_iam_role_policy").flatMap(policyChange),
    removesBus: removed("aws_cloudwatch_event_bus").length > 0,
    removesSecret: removed("aws_secretsmanager_secret").length > 0,
    removesRole: removed("aws_iam_role").length > 0,
    createdSecrets: names(
      ofType("aws_secretsmanager_secret")
        .filter(({ actions }) => actions.includes("create"))
        .map(({ after }) => after ?? {}),
    ),
    replicated: ofType("aws_secretsmanager_secret").flatMap(replicatedSecret),
    createsBus: ofType("aws_cloudwatch_event_bus").some(({ actions }) => actions.includes("create")),
  };
}

function replicatedSecret({ before, after }: PlannedChange): ReplicatedSecret[] {
  if (!before || !isArray(after?.replica) || after.replica.length === 0) return [];
  const regions = after.replica.filter(isObject).map(({ region }) => stringOf(region));
  return [{ name: stringOf(after.name), regions: regions.sort() }];
}

function hasDeadLetterQueue({ redrive_policy: policy }: JsonObject): boolean {
  return typeof policy === "string" && policy !== "";
}

function plannedTarget(after: JsonObject): PlannedTarget {
  const [deadLetters] = isArray(after.dead_letter_config) ? after.dead_letter_config : [];
  const [retry] = isArray(after.retry_policy) ? after.retry_policy : [];
  return {
    rule: stringOf(after.rule),
    bus: stringOf(after.event_bus_name) || "default",
    id: stringOf(after.target_id),
    arn: stringOf(after.arn),
    ...(typeof after.role_arn === "string" && after.role_arn !== "" && { roleArn: after.role_arn }),
    ...(isObject(deadLetters) && { deadLetterQueueArn: stringOf(deadLetters.arn) }),
    ...(isObject(retry) && {
      maximumAgeSeconds: Number(retry.maximum_event_age_in_seconds),
      maximumRetries: Number(retry.maximum_retry_attempts),
    }),
  };
}

function policyChange({ actions, before, after }: PlannedChange): PolicyChange[] {
  if (!actions.includes("update") || typeof before?.policy !== "string" || typeof after?.policy !== "string")
    return [];
  return [
    { role: stringOf(after.role), name: stringOf(after.name), before: before.policy, after: after.policy },
  ];
}
