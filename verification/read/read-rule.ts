import {
  DescribeRuleCommand,
  ListTargetsByRuleCommand,
  type EventBridgeClient,
  type Target,
} from "@aws-sdk/client-eventbridge";
import { unlessMissing, type Calls } from "../../aws-clients/calls";
import type { FoundRule, FoundTarget } from "./found-pipeline";
import type { WantedRule } from "../../intent/wanted-pipeline";

/** Reads a rule and its targets. */
export async function readRule(
  client: EventBridgeClient,
  calls: Calls,
  { name, bus }: WantedRule,
): Promise<FoundRule | undefined> {
  const onBus = bus === undefined ? {} : { EventBusName: bus };
  const described = calls.make((options) =>
    client.send(new DescribeRuleCommand({ Name: name, ...onBus }), options),
  );
  const rule = await unlessMissing(described, ["ResourceNotFoundException"]);
  if (!rule) return undefined;
  const listed = calls.make((options) =>
    client.send(new ListTargetsByRuleCommand({ Rule: name, ...onBus }), options),
  );
  const { Targets = [] } = (await unlessMissing(listed, ["ResourceNotFoundException"])) ?? {};
  return {
    enabled: rule.State === "ENABLED",
    ...(rule.EventPattern ? { pattern: JSON.parse(rule.EventPattern) as unknown } : {}),
    ...(rule.ScheduleExpression ? { scheduleExpression: rule.ScheduleExpression } : {}),
    targets: Targets.map(targetOf),
  };
}

function targetOf({ Arn = "", DeadLetterConfig, Input, InputPath, InputTransformer }: Target): FoundTarget {
  const input = Input ?? InputPath ?? InputTransformer?.InputTemplate;
  return {
    arn: Arn,
    ...(DeadLetterConfig?.Arn ? { deadLetterQueueArn: DeadLetterConfig.Arn } : {}),
    ...(input === undefined ? {} : { input }),
  };
}
