import { Alarms, type AlarmSettings } from "../../modules/alarms/alarms";
import { only, synthConstruct } from "../support/synth-construct";

function alarm(settings: Partial<AlarmSettings> = {}) {
  const synthesized = synthConstruct((stack, placement) => {
    new Alarms(stack, "alarms", {
      placement,
      nameOf: (watches) => `acme-${watches}`,
      watches: [
        {
          watches: "errors",
          description: "The forwarder fails",
          namespace: "AWS/Lambda",
          metricName: "Errors",
          dimensions: { FunctionName: "findings" },
          statistic: "Sum",
          threshold: 0,
        },
      ],
      ...settings,
    });
  }, "eu-west-1");
  return only(synthesized, "aws_cloudwatch_metric_alarm");
}

describe("Alarms", () => {
  it("watch a metric, by a name that says which", () => {
    expect(alarm()).toMatchObject({
      alarm_name: "acme-errors",
      alarm_description: "The forwarder fails",
      namespace: "AWS/Lambda",
      metric_name: "Errors",
      dimensions: { FunctionName: "findings" },
      statistic: "Sum",
      threshold: 0,
      provider: "aws.here",
      region: "eu-west-1",
    });
  });

  it("go off after one bad period of five minutes, and not while nothing happens", () => {
    expect(alarm()).toMatchObject({
      comparison_operator: "GreaterThanThreshold",
      period: 300,
      evaluation_periods: 1,
      treat_missing_data: "notBreaching",
    });
  });

  it("tell a topic of their beginning and their end, where there is one", () => {
    expect(alarm({ topicArn: "topic" })).toMatchObject({ alarm_actions: ["topic"], ok_actions: ["topic"] });
    expect(alarm()).not.toHaveProperty("alarm_actions");
    expect(alarm()).not.toHaveProperty("ok_actions");
  });
});
