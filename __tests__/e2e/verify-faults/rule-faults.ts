import {
  DeleteRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  type Target,
} from "@aws-sdk/client-eventbridge";
import { deployAgain, expectedResourcesIn } from "../../support/deployed/pipeline";
import { callScheduler } from "../../support/deployed/call-scheduler";
import { acting } from "../../support/deployed/place";
import type { BrokenPlace, Fault } from "./fault";

const RULE = "acme-guardduty-findings";
const HEARTBEAT = `${RULE}-heartbeat`;
const SCHEDULE = `/schedules/${HEARTBEAT}?groupName=default`;

async function send(
  place: BrokenPlace,
  work: (client: EventBridgeClient) => Promise<unknown>,
): Promise<void> {
  const client = new EventBridgeClient(acting(place));
  await work(client).finally(() => client.destroy());
}

/** The rule's target as it is deployed. */
function deployed(place: BrokenPlace): Target {
  const { attributes } = expectedResourcesIn(place).find(
    ({ type, attributes }) => type === "aws_cloudwatch_event_target" && attributes.rule === RULE,
  )!;
  const { arn, dead_letter_config: dead } = attributes as {
    arn: string;
    dead_letter_config: { arn: string };
  };
  return { Id: "findings", Arn: arn, DeadLetterConfig: { Arn: dead.arn } };
}

const PATTERN = { source: ["aws.guardduty"], "detail-type": ["GuardDuty Finding"] };
const putPattern = (changes: object) => (place: BrokenPlace) => {
  const EventPattern = JSON.stringify({ ...PATTERN, ...changes });
  return send(place, (client) => client.send(new PutRuleCommand({ Name: RULE, EventPattern })));
};
const putTarget = (change: (target: Target) => Target) => (place: BrokenPlace) =>
  send(place, (client) =>
    client.send(new PutTargetsCommand({ Rule: RULE, Targets: [change(deployed(place))] })),
  );
/** Changes the schedule of heartbeats. Its target's changes go into the target. */
const putSchedule =
  (changes: object, target: object = {}) =>
  async (place: BrokenPlace) => {
    const found = (await callScheduler(place, "GET", SCHEDULE)) as Record<string, unknown>;
    const Target = { ...(found.Target as object), ...target };
    await callScheduler(place, "PUT", SCHEDULE, { ...found, ...changes, Target });
  };
const scheduleGone = (place: BrokenPlace) => callScheduler(place, "DELETE", SCHEDULE);
const scheduleAgain = async (place: BrokenPlace) => {
  await scheduleGone(place);
  await deployAgain(place, "aws_scheduler_schedule", HEARTBEAT);
};
/** As the stack declares it. */
const ruleAgain = (name: string) => (place: BrokenPlace) =>
  deployAgain(place, "aws_cloudwatch_event_rule", name);
const targetAgain = (place: BrokenPlace) => deployAgain(place, "aws_cloudwatch_event_target", RULE);

/** Rules and their targets. */
export const RULE_FAULTS: readonly Fault[] = [
  {
    what: "the rule disabled",
    reason: "RULE_DISABLED",
    names: RULE,
    break: (place) => send(place, (client) => client.send(new DisableRuleCommand({ Name: RULE }))),
    mend: (place) => send(place, (client) => client.send(new EnableRuleCommand({ Name: RULE }))),
  },
  {
    what: "the rule's pattern edited",
    reason: "RULE_PATTERN_DIFFERS",
    names: RULE,
    break: putPattern({ detail: { severity: [{ numeric: [">=", 9] }] } }),
    mend: ruleAgain(RULE),
  },
  {
    what: "the rule sent to another queue",
    reason: "TARGET_MISSING",
    names: RULE,
    break: putTarget((target) => ({ ...target, Arn: `${target.Arn}-dead` })),
    mend: targetAgain,
  },
  {
    what: "the rule's dead-letter queue taken away",
    reason: "TARGET_DEAD_LETTERS_MISSING",
    names: RULE,
    break: putTarget(({ Id, Arn }) => ({ Id, Arn })),
    mend: targetAgain,
  },
  {
    what: "the rule's target given a constant to send",
    reason: "TARGET_INPUT_DIFFERS",
    names: RULE,
    break: putTarget((target) => ({ ...target, Input: "{}" })),
    mend: targetAgain,
  },
  {
    what: "the rule's target given a part of the event to send",
    reason: "TARGET_INPUT_DIFFERS",
    names: RULE,
    break: putTarget((target) => ({ ...target, InputPath: "$.detail.id" })),
    mend: targetAgain,
  },
  {
    what: "the rule's target given a template to send",
    reason: "TARGET_INPUT_DIFFERS",
    names: RULE,
    break: putTarget((target) => ({
      ...target,
      InputTransformer: { InputPathsMap: { id: "$.detail.id" }, InputTemplate: '{"finding": <id>}' },
    })),
    mend: targetAgain,
  },
  {
    what: "the heartbeat disabled",
    reason: "SCHEDULE_DISABLED",
    names: HEARTBEAT,
    break: putSchedule({ State: "DISABLED" }),
    mend: scheduleAgain,
  },
  {
    what: "the heartbeat slowed down",
    reason: "RULE_SCHEDULE_DIFFERS",
    names: HEARTBEAT,
    break: putSchedule({ ScheduleExpression: "rate(1 day)" }),
    mend: scheduleAgain,
  },
  {
    what: "the heartbeat sent straight into the queue",
    reason: "SCHEDULE_TARGET_DIFFERS",
    names: HEARTBEAT,
    break: (place) =>
      putSchedule(
        {},
        {
          Arn: `arn:aws:sqs:${place.region}:${place.organization.administratorAccountId}:${RULE}`,
          EventBridgeParameters: null,
        },
      )(place),
    mend: scheduleAgain,
  },
  {
    what: "the heartbeat given a severity that every filter picks",
    reason: "SCHEDULE_TARGET_DIFFERS",
    names: HEARTBEAT,
    break: putSchedule({}, { Input: '{"type":"Recon:EC2/Portscan","severity":10}' }),
    mend: scheduleAgain,
  },
  {
    what: "the heartbeat deleted",
    reason: "SCHEDULE_MISSING",
    names: HEARTBEAT,
    break: scheduleGone,
    mend: (place) => deployAgain(place, "aws_scheduler_schedule", HEARTBEAT),
  },
  {
    what: "the rule deleted",
    reason: "RULE_MISSING",
    names: RULE,
    break: async (place) => {
      await send(place, (client) => client.send(new RemoveTargetsCommand({ Rule: RULE, Ids: ["findings"] })));
      await send(place, (client) => client.send(new DeleteRuleCommand({ Name: RULE })));
    },
  },
];
