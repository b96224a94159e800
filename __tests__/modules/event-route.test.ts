import { EventRoute, type EventRouteProps } from "../../modules/event-route/event-route";
import { FindingQueue } from "../../modules/finding-queue/finding-queue";
import { only, synthConstruct } from "../support/synth-construct";

const QUEUE = { name: "unsent", arn: "arn:aws:sqs:eu-west-1:222222222222:unsent" };
const TARGET = { arn: "arn:aws:sqs:eu-west-1:222222222222:findings" };
const PATTERN = { source: ["aws.guardduty"] };

function route(props: Partial<EventRouteProps> = {}) {
  return synthConstruct((stack, placement) => {
    const unsent = new FindingQueue(stack, "unsent", { placement, queue: QUEUE });
    new EventRoute(stack, "route", {
      placement,
      name: "findings",
      description: "GuardDuty findings",
      eventPattern: PATTERN,
      target: TARGET,
      deadLetterQueueArn: unsent.arn,
      dependsOn: [unsent],
      ...props,
    });
  }, "eu-west-1");
}

describe("EventRoute", () => {
  const synthesized = route();
  const rule = only(synthesized, "aws_cloudwatch_event_rule");
  const target = only(synthesized, "aws_cloudwatch_event_target");

  it("picks the events of its pattern from the default bus, switched on", () => {
    expect(rule).toMatchObject({ name: "findings", description: "GuardDuty findings", state: "ENABLED" });
    expect(JSON.parse(rule.event_pattern as string)).toEqual(PATTERN);
    expect(rule).not.toHaveProperty("schedule_expression");
    expect(rule).not.toHaveProperty("event_bus_name");
  });

  it("takes a pattern as it is, also where Terraform would see a template", () => {
    const eventPattern = { source: ["${x}"] };
    expect(only(route({ eventPattern }), "aws_cloudwatch_event_rule").event_pattern).toBe(
      '{"source":["$${x}"]}',
    );
  });

  it("sends to one target, which keeps its id", () => {
    expect(target).toMatchObject({ arn: TARGET.arn, target_id: "findings" });
    expect(target.rule).toMatch(/^\$\{aws_cloudwatch_event_rule\.route_\w+\.name\}$/);
    expect(target).not.toHaveProperty("role_arn");
  });

  it("retries for a day, 185 times, then puts the event into the dead-letter queue", () => {
    expect(target.retry_policy).toEqual({
      maximum_event_age_in_seconds: 86_400,
      maximum_retry_attempts: 185,
    });
    expect(target.dead_letter_config).toEqual({ arn: QUEUE.arn });
  });

  it("waits for the queue and its policy: an event that comes before them is refused", () => {
    for (const { depends_on } of [rule, target])
      expect(depends_on).toEqual([
        expect.stringMatching(/^aws_sqs_queue\.unsent_/),
        expect.stringMatching(/^aws_sqs_queue_policy\.unsent_policy_/),
      ]);
  });

  it("picks from another bus, and reaches a bus with a role", () => {
    const hub = route({ eventBusName: "hub", target: { arn: "bus", roleArn: "role" } });
    expect(only(hub, "aws_cloudwatch_event_rule").event_bus_name).toBe("hub");
    expect(only(hub, "aws_cloudwatch_event_target")).toMatchObject({
      event_bus_name: "hub",
      arn: "bus",
      role_arn: "role",
    });
  });

  it("lives where it is placed", () => {
    for (const resource of [rule, target])
      expect(resource).toMatchObject({ provider: "aws.here", region: "eu-west-1" });
  });
});
