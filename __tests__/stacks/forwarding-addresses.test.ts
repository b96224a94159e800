import { addresses, synthesize } from "../support/fleet";
import { acmeWith, hub } from "../support/forwarding-fleets";

/** A changed address destroys a queue with findings in it: it needs a `moved` block and a CHANGELOG line under "Addresses". */
describe("addresses of the findings' way", () => {
  const regional = synthesize(acmeWith(["us-east-1"], {}));
  const withHub = synthesize(hub());
  const of = (stacks: typeof regional, name: string) =>
    addresses(stacks.find((stack) => stack.name === name)!).filter(
      (address) => !address.startsWith("aws_guardduty_"),
    );

  it("stay what they were in a region", () => {
    expect(of(regional, "us-east-1")).toMatchInlineSnapshot(`
     [
       "aws_cloudwatch_event_rule.finding-intake_findings_60BAC00C",
       "aws_cloudwatch_event_target.finding-intake_findings_target_64EF527B",
       "aws_cloudwatch_log_group.finding-delivery_forwarder_log-group_1AC653C3",
       "aws_cloudwatch_metric_alarm.finding-delivery_alarms_dead_2CEACDB0",
       "aws_cloudwatch_metric_alarm.finding-delivery_alarms_errors_6074333D",
       "aws_cloudwatch_metric_alarm.finding-delivery_alarms_nothing-delivered_59957BC0",
       "aws_cloudwatch_metric_alarm.finding-delivery_alarms_oldest-message-day_2A78748C",
       "aws_cloudwatch_metric_alarm.finding-delivery_alarms_oldest-message-hour_5189604B",
       "aws_cloudwatch_metric_alarm.finding-delivery_alarms_secret-unusable_B71862B5",
       "aws_cloudwatch_metric_alarm.finding-intake_alarms_failed-invocations_542310A6",
       "aws_cloudwatch_metric_alarm.finding-intake_alarms_lost_D5A8191A",
       "aws_cloudwatch_metric_alarm.finding-intake_alarms_unsent_A86EDC94",
       "aws_lambda_event_source_mapping.finding-delivery_forwarder_mapping_0E9548BC",
       "aws_lambda_function.finding-delivery_forwarder_2EF13CFB",
       "aws_scheduler_schedule.heartbeat_8A8E5472",
       "aws_sqs_queue.finding-delivery_dead-letter-queue_CCA8FC54",
       "aws_sqs_queue.finding-delivery_queue_0B0F2811",
       "aws_sqs_queue.finding-intake_dead-letter-queue_3EE36AD7",
       "aws_sqs_queue_policy.finding-delivery_dead-letter-queue_policy_82130B7F",
       "aws_sqs_queue_policy.finding-delivery_queue_policy_CC080CDD",
       "aws_sqs_queue_policy.finding-intake_dead-letter-queue_policy_CA182E51",
     ]
    `);
  });

  it("stay what they were in foundation", () => {
    expect(of(regional, "foundation-aws")).toMatchInlineSnapshot(`
     [
       "aws_iam_role.forwarder-role_8052B43B",
       "aws_iam_role.heartbeat-role_F3DB9BC6",
       "aws_iam_role_policy.forwarder-role_policy_04687C11",
       "aws_iam_role_policy.heartbeat-role_policy_DFA6F0C0",
       "aws_secretsmanager_secret.relay-secret_213DCD8A",
     ]
    `);
  });

  it("stay what they were in a region that sends to a hub", () => {
    const delivered = (address: string) => address.includes("finding-delivery");
    expect(of(withHub, "us-east-1")).toEqual(
      of(regional, "us-east-1").filter((address) => !delivered(address)),
    );
  });

  it("stay what they were in a hub", () => {
    expect(of(withHub, "foundation-aws").filter((address) => address.includes(".hub-")))
      .toMatchInlineSnapshot(`
     [
       "aws_cloudwatch_event_bus.hub-bus_63B8406C",
       "aws_cloudwatch_event_bus_policy.hub-bus_policy_1D03E485",
       "aws_cloudwatch_event_rule.hub-intake_findings_F65976E1",
       "aws_cloudwatch_event_target.hub-intake_findings_target_400B39E5",
       "aws_cloudwatch_metric_alarm.hub-intake_alarms_failed-invocations_259BFF2B",
       "aws_cloudwatch_metric_alarm.hub-intake_alarms_lost_CA3F6795",
       "aws_cloudwatch_metric_alarm.hub-intake_alarms_unsent_5E86A820",
       "aws_iam_role.hub-bus_role_D7F03D2F",
       "aws_iam_role_policy.hub-bus_role-policy_6D9579D0",
       "aws_sqs_queue.hub-intake_dead-letter-queue_EF62199C",
       "aws_sqs_queue_policy.hub-intake_dead-letter-queue_policy_5B036C89",
     ]
    `);
  });
});
