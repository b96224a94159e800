import { HeartbeatRole } from "../../modules/heartbeat/heartbeat-role";
import { HeartbeatSchedule, type HeartbeatScheduleProps } from "../../modules/heartbeat/heartbeat-schedule";
import { FindingQueue } from "../../modules/finding-queue/finding-queue";
import { only, synthConstruct } from "../support/synth-construct";

const BUS = "arn:aws:events:eu-west-1:222222222222:event-bus/default";
const ROLE = "arn:aws:iam::222222222222:role/heartbeat";
const EVENT = { source: "ours", detailType: "beat" };

function schedule(props: Partial<HeartbeatScheduleProps> = {}) {
  const synthesized = synthConstruct((stack, placement) => {
    const queue = { name: "findings", arn: "arn:aws:sqs:eu-west-1:222222222222:findings" };
    new HeartbeatSchedule(stack, "heartbeat", {
      placement,
      scheduleName: "heartbeat",
      everyMinutes: 60,
      event: { ...EVENT, detail: { type: "Recon:EC2/Portscan", severity: 4 } },
      busArn: BUS,
      roleArn: ROLE,
      dependsOn: [new FindingQueue(stack, "queue", { placement, queue })],
      ...props,
    });
  }, "eu-west-1");
  return only(synthesized, "aws_scheduler_schedule");
}

describe("HeartbeatSchedule", () => {
  it("puts its event on the bus with its role, switched on", () => {
    expect(schedule()).toMatchObject({
      name: "heartbeat",
      group_name: "default",
      description: expect.stringContaining("log relay"),
      state: "ENABLED",
      flexible_time_window: { mode: "OFF" },
      target: {
        arn: BUS,
        role_arn: ROLE,
        eventbridge_parameters: { source: "ours", detail_type: "beat" },
        input: '{"type":"Recon:EC2/Portscan","severity":4}',
      },
    });
  });

  it.each([
    [1, "rate(1 minute)", 60],
    [5, "rate(5 minutes)", 300],
    [60, "rate(60 minutes)", 3_600],
    [1_440, "rate(1440 minutes)", 86_400],
    [2_880, "rate(2880 minutes)", 86_400],
  ])("fires every %i minutes, and tries until the next one is due", (everyMinutes, expression, seconds) => {
    const { schedule_expression, target } = schedule({ everyMinutes });
    expect(schedule_expression).toBe(expression);
    expect((target as { retry_policy: object }).retry_policy).toEqual({
      maximum_event_age_in_seconds: seconds,
      maximum_retry_attempts: 185,
    });
  });

  it("takes its detail as it is, also where Terraform would see a template", () => {
    const { target } = schedule({ event: { ...EVENT, detail: { type: "${x}" } } });
    expect((target as { input: string }).input).toBe('{"type":"$${x}"}');
  });

  it("waits for what heartbeats pass", () => {
    expect(schedule().depends_on).toEqual([
      expect.stringMatching(/^aws_sqs_queue\.queue_/),
      expect.stringMatching(/^aws_sqs_queue_policy\.queue_policy_/),
    ]);
  });

  it("lives where it is placed", () => {
    expect(schedule()).toMatchObject({ provider: "aws.here", region: "eu-west-1" });
  });
});

describe("HeartbeatRole", () => {
  const synthesized = synthConstruct((stack, placement) => {
    new HeartbeatRole(stack, "heartbeat", {
      placement,
      role: { name: "heartbeat", arn: "role" },
      account: "222222222222",
      scheduleGroupArn: "arn:aws:scheduler:*:222222222222:schedule-group/default",
      busArn: "arn:aws:events:*:222222222222:event-bus/default",
      event: EVENT,
    });
  });
  const role = only(synthesized, "aws_iam_role");
  const rolePolicy = only(synthesized, "aws_iam_role_policy");

  it("is assumed by Scheduler alone, for schedules of its own account and group", () => {
    expect(role).toMatchObject({ name: "heartbeat", provider: "aws.here" });
    expect(JSON.parse(role.assume_role_policy as string).Statement).toEqual([
      {
        Sid: "AssumedByService",
        Effect: "Allow",
        Principal: { Service: "scheduler.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "222222222222" },
          ArnLike: { "aws:SourceArn": "arn:aws:scheduler:*:222222222222:schedule-group/default" },
        },
      },
    ]);
  });

  it("may put heartbeats on the default buses, no other event, and do nothing else", () => {
    expect(rolePolicy).toMatchObject({
      name: "put-heartbeats",
      role: expect.stringMatching(/^\$\{aws_iam_role\.heartbeat_\w+\.name\}$/),
    });
    expect(JSON.parse(rolePolicy.policy as string).Statement).toEqual([
      {
        Sid: "PutHeartbeats",
        Effect: "Allow",
        Action: "events:PutEvents",
        Resource: "arn:aws:events:*:222222222222:event-bus/default",
        Condition: { StringEquals: { "events:source": "ours", "events:detail-type": "beat" } },
      },
    ]);
  });
});
