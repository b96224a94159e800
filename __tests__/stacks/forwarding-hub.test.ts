import { partitionOf } from "../../aws/partitions";
import { MAX_NAME_LENGTH } from "../../config/names";
import { REGIONS as SUPPORTED } from "../../config/regions";
import { synthesize } from "../support/fleet";
import { hub } from "../support/forwarding-fleets";
import { list, ofType, statementsOf } from "../support/policies";

const BUS = "arn:aws:events:eu-central-1:222222222222:event-bus/hub-guardduty-findings";
const REGIONS = ["eu-central-1", "eu-west-1", "us-east-1"];

describe("a hub", () => {
  const stacks = synthesize(hub());
  const foundation = stacks.find(({ name }) => name === "foundation-aws")!;
  const regions = stacks.filter((stack) => stack !== foundation);
  const created = (type: string) => ofType(foundation, type);

  it("has its bus, queue, secret and forwarder in the home region, in foundation only", () => {
    expect(foundation.provider.aws).toEqual([
      expect.objectContaining({ alias: "administrator", region: "eu-central-1" }),
    ]);
    for (const type of [
      "aws_cloudwatch_event_bus",
      "aws_lambda_function",
      "aws_lambda_event_source_mapping",
      "aws_secretsmanager_secret",
    ]) {
      expect([type, created(type).length]).toEqual([type, 1]);
      for (const stack of regions) expect(stack.resource).not.toHaveProperty(type);
    }
    expect(created("aws_secretsmanager_secret")[0]).not.toHaveProperty("replica");
  });

  it("gets findings and heartbeats of every region over its bus", () => {
    expect(regions.map(({ name }) => name).sort()).toEqual(REGIONS);
    for (const stack of regions) {
      const targets = ofType(stack, "aws_cloudwatch_event_target");
      expect(targets).toHaveLength(1);
      for (const target of targets)
        expect(target).toMatchObject({
          arn: BUS,
          role_arn: "arn:aws:iam::222222222222:role/hub-guardduty-findings-to-hub",
          dead_letter_config: { arn: `arn:aws:sqs:${stack.name}:222222222222:hub-guardduty-findings-unsent` },
        });
    }
  });

  it("filters at the source: what is filtered out never leaves its region", () => {
    for (const stack of regions) {
      const patterns = ofType(stack, "aws_cloudwatch_event_rule").flatMap((rule) => rule.event_pattern ?? []);
      expect(patterns.map((pattern) => JSON.parse(pattern as string).detail)).toEqual([
        { severity: [{ numeric: [">=", 4] }] },
      ]);
    }
    expect(JSON.parse(created("aws_cloudwatch_event_rule")[0]!.event_pattern as string)).toEqual({
      source: ["aws.guardduty", "orgduty"],
      "detail-type": ["GuardDuty Finding", "orgduty heartbeat"],
    });
  });

  const toHub = ({ resource }: (typeof stacks)[number]) =>
    Object.values(resource["aws_iam_role"]!).find(({ name }) => (name as string).endsWith("-to-hub"))!;

  it("is reached by one rule of its account only, from whichever region", () => {
    const [trust] = statementsOf(toHub(foundation).assume_role_policy);
    expect(list(trust?.Condition?.["ArnLike"]?.["aws:SourceArn"])).toEqual([
      "arn:aws:events:*:222222222222:rule/hub-guardduty-findings",
    ]);
  });

  it("has a trust policy that IAM takes, with every region and the longest name", () => {
    const { config, ...project } = hub();
    const regions = SUPPORTED.filter((region) => partitionOf(region) === "aws");
    const widest = { ...config, name: "n".repeat(MAX_NAME_LENGTH), regions };
    const foundationOf = synthesize({ ...project, config: widest }).find(
      ({ name }) => name === "foundation-aws",
    )!;
    expect(regions.length).toBeGreaterThanOrEqual(14);
    expect((toHub(foundationOf).assume_role_policy as string).length).toBeLessThanOrEqual(2_048);
  });

  it("waits for bus, bus policy, queue and role before anything flows", () => {
    const [rule] = created("aws_cloudwatch_event_rule");
    const [mapping] = created("aws_lambda_event_source_mapping");
    for (const part of [
      "aws_cloudwatch_event_bus.",
      "aws_cloudwatch_event_bus_policy.",
      "aws_sqs_queue_policy.",
    ])
      expect(rule?.depends_on).toEqual(expect.arrayContaining([expect.stringContaining(part)]));
    for (const part of ["aws_iam_role.forwarder-role", "aws_iam_role_policy.forwarder-role"])
      expect(mapping?.depends_on).toEqual(expect.arrayContaining([expect.stringContaining(part)]));
  });

  it("alarms under names of its own beside those of the home region", () => {
    const names = created("aws_cloudwatch_metric_alarm").map(({ alarm_name }) => alarm_name as string);
    expect(names.sort()).toEqual(
      [
        "hub-dead",
        "hub-errors",
        "hub-failed-invocations",
        "hub-lost",
        "hub-nothing-delivered",
        "hub-oldest-message-day",
        "hub-oldest-message-hour",
        "hub-secret-unusable",
        "hub-unsent",
      ].map((watches) => `hub-guardduty-findings-${watches}`),
    );
  });

  it("tells the grants of the customer key: EventBridge everywhere, the forwarder where it runs", () => {
    const grants = ({ output }: (typeof stacks)[number]) =>
      (output["finding_queue_key_grants"]!.value as { Sid: string }[]).map(({ Sid }) => Sid);
    expect(grants(foundation)).toEqual(["EventBridgePutsFindings", "ForwarderTakesFindings"]);
    expect(regions.map((stack) => [stack.name, grants(stack).length])).toEqual([
      ["eu-central-1", 2],
      ["eu-west-1", 1],
      ["us-east-1", 1],
    ]);
  });

  it("grants EventBridge the key without a condition, as AWS documents it", () => {
    for (const { output } of stacks)
      expect(output["finding_queue_key_grants"]!.value).toContainEqual({
        Sid: "EventBridgePutsFindings",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: "*",
      });
  });
});
