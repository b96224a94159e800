import {
  DescribeEventBusCommand,
  ListTagsForResourceCommand,
  type Rule,
  type Target,
} from "@aws-sdk/client-eventbridge";
import { UNREAD } from "../../aws-clients/attempts";
import { unlessMissing } from "../../aws-clients/calls";
import type { Attributes } from "../../intent/expected-stack";
import { listRules, listTargets, takesFindings } from "../../existing/read/event-rules";
import { text } from "../kinds/kind";
import { tagsOf } from "../../aws-clients/tags";
import { expectedOf, type Reading } from "./live";

const MISSING = ["ResourceNotFoundException"];
const DEFAULT = "default";

/** Reads the buses on the findings path, every rule on them that matches findings, and the rules' targets. */
export async function readEvents(reading: Reading): Promise<void> {
  const rules = expectedOf(reading, "aws_cloudwatch_event_rule");
  const names = [...new Set(rules.map((rule) => text(rule, "event_bus_name") || DEFAULT))];
  await Promise.all([
    ...names.map((bus) => readBus(reading, bus)),
    ...names.filter((bus) => bus !== DEFAULT).map((bus) => readBusItself(reading, bus)),
  ]);
}

async function readBus(reading: Reading, bus: string): Promise<void> {
  const { live, attempts, clients, calls } = reading;
  const found = await attempts.read(`rules of bus ${bus}`, listRules(clients.events, calls, bus));
  const expected = expectedOf(reading, "aws_cloudwatch_event_rule")
    .filter((rule) => (text(rule, "event_bus_name") || DEFAULT) === bus)
    .map((rule) => text(rule, "name"));
  await Promise.all(
    expected.map(async (name) => {
      const rule = found === UNREAD ? UNREAD : found.find(({ Name }) => Name === name);
      if (rule === UNREAD || rule === undefined)
        live.put("aws_cloudwatch_event_rule", `${bus}/${name}`, rule);
      if (rule === undefined) return;
      await Promise.all([
        rule === UNREAD ? undefined : readRule(reading, bus, rule),
        readTargets(reading, bus, name),
      ]);
    }),
  );
  const others = found === UNREAD ? [] : found.filter(({ Name = "" }) => !expected.includes(Name));
  await Promise.all(
    others.filter((rule) => takesFindings(rule)).map((rule) => readOther(reading, bus, rule)),
  );
}

async function readRule({ clients, calls, attempts, live }: Reading, bus: string, rule: Rule): Promise<void> {
  const command = new ListTagsForResourceCommand({ ResourceARN: rule.Arn });
  const answer = calls.make((options) => clients.events.send(command, options));
  const tags = await attempts.read(`tags of rule ${rule.Name}`, unlessMissing(answer, MISSING));
  live.put("aws_cloudwatch_event_rule", `${bus}/${rule.Name}`, {
    name: rule.Name,
    event_bus_name: bus,
    state: rule.State,
    description: rule.Description,
    event_pattern: rule.EventPattern,
    schedule_expression: rule.ScheduleExpression,
    role_arn: rule.RoleArn,
    tags: tags === UNREAD ? UNREAD : tagsOf(tags?.Tags),
  });
}

async function readTargets(reading: Reading, bus: string, rule: string): Promise<void> {
  const { attempts, live, clients, calls } = reading;
  const type = "aws_cloudwatch_event_target";
  const targets = await attempts.read(
    `targets of rule ${rule}`,
    listTargets(clients.events, calls, [bus, rule]),
  );
  const expected = expectedOf(reading, type).filter(
    (target) => target.rule === rule && (text(target, "event_bus_name") || DEFAULT) === bus,
  );
  const ids = expected.map((target) => text(target, "target_id"));
  for (const id of ids) {
    const target = targets === UNREAD ? UNREAD : targets.find(({ Id }) => Id === id);
    live.put(
      type,
      `${bus}/${rule}/${id}`,
      target && target !== UNREAD ? targetOf(target, bus, rule) : target,
    );
  }
  for (const { Id = "", Arn = "" } of targets === UNREAD
    ? []
    : targets.filter(({ Id = "" }) => !ids.includes(Id)))
    live.unexpected.push({
      reason: "NOT_EXPECTED",
      resource: `${rule} target ${Id}`,
      found: `sends to ${Arn}`,
    });
}

function targetOf(target: Target, bus: string, rule: string): Attributes {
  const { Id, Arn, RoleArn, DeadLetterConfig, RetryPolicy, Input, InputPath, InputTransformer, ...others } =
    target;
  return {
    rule,
    event_bus_name: bus,
    target_id: Id,
    arn: Arn,
    role_arn: RoleArn,
    dead_letter_config: { arn: DeadLetterConfig?.Arn },
    retry_policy: {
      maximum_event_age_in_seconds: RetryPolicy?.MaximumEventAgeInSeconds ?? 86_400,
      maximum_retry_attempts: RetryPolicy?.MaximumRetryAttempts ?? 185,
    },
    input: Input,
    input_path: InputPath,
    input_transformer: InputTransformer && JSON.stringify(InputTransformer),
    // Parameters of other target types, under AWS's names.
    ...others,
  };
}

async function readOther(reading: Reading, bus: string, { Name = "" }: Rule): Promise<void> {
  const { clients, calls, attempts } = reading;
  const targets = await attempts.read(
    `targets of rule ${Name}`,
    listTargets(clients.events, calls, [bus, Name]),
  );
  if (targets === UNREAD || targets.length === 0) return;
  const found = `takes findings off bus ${bus}, and sends to ${targets.map(({ Arn }) => Arn).join(", ")}`;
  reading.live.unexpected.push({ reason: "NOT_EXPECTED", resource: `rule ${Name}`, found });
}

async function readBusItself(reading: Reading, name: string): Promise<void> {
  const { clients, calls, attempts, live } = reading;
  const command = new DescribeEventBusCommand({ Name: name });
  const answer = calls.make((options) => clients.events.send(command, options));
  const bus = await attempts.read(`bus ${name}`, unlessMissing(answer, MISSING));
  if (bus === UNREAD || bus === undefined) {
    live.put("aws_cloudwatch_event_bus", name, bus);
    return;
  }
  const listing = new ListTagsForResourceCommand({ ResourceARN: bus.Arn });
  const listed = calls.make((options) => clients.events.send(listing, options));
  const tags = await attempts.read(`tags of bus ${name}`, unlessMissing(listed, MISSING));
  live.put("aws_cloudwatch_event_bus", name, {
    name: bus.Name,
    description: bus.Description,
    kms_key_identifier: bus.KmsKeyIdentifier,
    dead_letter_config: { arn: bus.DeadLetterConfig?.Arn },
    tags: tags === UNREAD ? UNREAD : tagsOf(tags?.Tags),
  });
  live.put("aws_cloudwatch_event_bus_policy", name, { event_bus_name: name, policy: bus.Policy });
}
