import { arn } from "../../../../aws/arn";
import type { Policy } from "../../../../aws/policy/document";
import type { OrganizationConfig } from "../../../../config/config";
import { valueOf } from "../../../read/attributes";
import { objectOf, parsedOf, stringOf } from "../../../read/json";
import type { PlannedResource } from "../../../read/plan-model";
import { policiesOf } from "../../access/policies";
import { foundationView, resourcesIn, type RegionView } from "../../region-view";
import type { ReviewContext } from "../../rule";
import { queuePolicies } from "../path/queue-access";
import { deliveryOf } from "../path/relay";
import { isWholly, queueNamed, wholeArn } from "../path/whole-arns";

/** Something that the forwarder has to be allowed. */
export interface Need {
  readonly what: string;
  readonly actions: readonly string[];
  readonly arn: string;
  /** The resource's own policy. @default it has none */
  readonly resource?: Policy;
  /** Whether the resource's own policy is in no plan and may allow it. @default false */
  readonly isElsewhere?: boolean;
}

/** A forwarder, and the view that it is in. */
export interface Forwarder {
  readonly organization: OrganizationConfig;
  readonly view: RegionView;
  readonly lambda: PlannedResource;
}

/** What the forwarder has to be allowed: to empty its queue, put dead letters away, read its secret and write its log. */
export function needsOf(context: ReviewContext, forwarder: Forwarder): Need[] {
  const { organization, view, lambda } = forwarder;
  const queues = resourcesIn(view, "aws_lambda_event_source_mapping")
    .filter((mapping) => isWholly(organization, mapping, "function_name", lambda))
    .flatMap((mapping) =>
      resourcesIn(view, "aws_sqs_queue").filter((queue) =>
        isWholly(organization, mapping, "event_source_arn", queue),
      ),
    );
  const dead = queues.flatMap((queue) => {
    const { deadLetterTargetArn } = objectOf(parsedOf(valueOf(queue, "redrive_policy")));
    return queueNamed(organization, view, stringOf(deadLetterTargetArn)) ?? [];
  });
  const own = (queue: PlannedResource) => queueDocument(context, forwarder, queue);
  return [
    ...queues.flatMap((queue) => onArn(forwarder, queue, "take findings from the queue", TAKE, own(queue))),
    ...dead.flatMap((queue) =>
      onArn(forwarder, queue, "put dead letters away", ["sqs:SendMessage"], own(queue)),
    ),
    ...[...queues, ...dead].flatMap((queue) => keyNeed(queue)),
    ...secretNeed(context, forwarder),
    ...resourcesIn(view, "aws_cloudwatch_log_group")
      .filter(
        (group) => valueOf(group, "name") === `/aws/lambda/${stringOf(valueOf(lambda, "function_name"))}`,
      )
      .flatMap((group) =>
        onArn(forwarder, group, "write its log", LOG, undefined, ":log-stream:2026/11/27/[$LATEST]0"),
      ),
  ];
}

/** Source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions */
const TAKE = [
  "sqs:ReceiveMessage",
  "sqs:DeleteMessage",
  "sqs:GetQueueAttributes",
  "sqs:ChangeMessageVisibility",
];
/** Deliveries are counted from the log: without it, the alarm on silence goes off. */
const LOG = ["logs:CreateLogStream", "logs:PutLogEvents"];

function onArn(
  { organization }: Forwarder,
  item: PlannedResource,
  what: string,
  actions: readonly string[],
  resource?: Policy,
  suffix = "",
): Need[] {
  const whole = wholeArn(organization, item);
  return whole === undefined
    ? []
    : [{ what, actions, arn: `${whole}${suffix}`, ...(resource && { resource }) }];
}

/** All policies of a queue as one; undefined if it has none that can be read. */
function queueDocument(
  context: ReviewContext,
  { organization, view }: Forwarder,
  queue: PlannedResource,
): Policy | undefined {
  const documents = queuePolicies(context, organization, view, queue).flatMap(
    ({ document }) => document ?? [],
  );
  return documents.length === 0 ? undefined : joined(documents);
}

function joined(documents: readonly Policy[]): Policy {
  const [unreadable] = documents.flatMap((document) => document.unreadable ?? []);
  const statements = documents.flatMap((document) => document.statements);
  return { statements, ...(unreadable !== undefined && { unreadable }) };
}

/** A customer key's own policy is in no plan and may let the role in, so that only a denial can be told. */
function keyNeed(queue: PlannedResource): Need[] {
  const key = stringOf(valueOf(queue, "kms_master_key_id"));
  return key.startsWith("arn:")
    ? [{ what: "use the queue's key", actions: KEY, arn: key, isElsewhere: true }]
    : [];
}

const KEY = ["kms:Decrypt", "kms:GenerateDataKey"];

/** Secrets Manager adds a hyphen and six characters to a secret's name. */
function secretNeed(context: ReviewContext, { organization, view, lambda }: Forwarder): Need[] {
  const name = stringOf(deliveryOf(lambda).secretName);
  const secret = secretNamed(context, view, name);
  if (!secret) return [];
  const { partition, administratorAccountId: account } = organization;
  const place = { partition, service: "secretsmanager", region: view.region, account };
  const texts = policiesOf(context)
    .filter(
      ({ resource }) =>
        resource === secret ||
        (resource.type === "aws_secretsmanager_secret_policy" &&
          isWholly(organization, resource, "secret_arn", secret)),
    )
    .flatMap(({ document }) => document ?? []);
  return [
    {
      ...{ what: "read the relay's secret", actions: ["secretsmanager:GetSecretValue"] },
      arn: arn({ ...place, resource: `secret:${name}-AbCdEf` }),
      ...(texts.length > 0 && { resource: joined(texts) }),
    },
  ];
}

/** The secret of a name in a partition's foundation. */
export function secretNamed(
  context: ReviewContext,
  view: RegionView,
  name: string,
): PlannedResource | undefined {
  const foundation = foundationView(context, view.partition);
  if (!foundation || name === "") return undefined;
  return resourcesIn(foundation, "aws_secretsmanager_secret").find((one) => valueOf(one, "name") === name);
}
