import { Alarms, type AlarmSettings, type Pulse, type Watch } from "../../modules/alarms/alarms";
import fc from "../support/fast-check";
import { only, synthConstruct } from "../support/synth-construct";

const METRIC = {
  watches: "errors",
  description: "The forwarder fails",
  namespace: "AWS/Lambda",
  metricName: "Errors",
  dimensions: { FunctionName: "findings" },
};
const WATCH: Watch = { ...METRIC, statistic: "Sum", threshold: 0 };

function alarm(settings: Partial<AlarmSettings> = {}, watch: Watch | Pulse = WATCH) {
  const nameOf = (watches: string) => `acme-${watches}`;
  const synthesized = synthConstruct((stack, placement) => {
    new Alarms(stack, "alarms", { placement, nameOf, watches: [watch], ...settings });
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

  it("go off when what has to keep coming does not come", () => {
    expect(alarm({}, { ...METRIC, silenceMinutes: 180 })).toMatchObject({
      alarm_name: "acme-errors",
      metric_name: "Errors",
      statistic: "Sum",
      threshold: 1,
      comparison_operator: "LessThanThreshold",
      period: 300,
      evaluation_periods: 36,
      treat_missing_data: "breaching",
    });
  });

  it("wait for as long as they are told to, within what CloudWatch takes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 * 24 * 60 }), (silenceMinutes) => {
        const { period, evaluation_periods } = alarm({}, { ...METRIC, silenceMinutes });
        const seconds = (period as number) * (evaluation_periods as number);
        expect(seconds).toBeGreaterThanOrEqual(silenceMinutes * 60);
        expect(seconds).toBeLessThan(silenceMinutes * 60 + (period as number));
        expect(seconds).toBeLessThanOrEqual((period as number) < 3_600 ? 86_400 : 604_800);
      }),
    );
  });

  it("tell a topic of their beginning and their end, where there is one", () => {
    expect(alarm({ topicArn: "topic" })).toMatchObject({ alarm_actions: ["topic"], ok_actions: ["topic"] });
    expect(alarm()).not.toHaveProperty("alarm_actions");
    expect(alarm()).not.toHaveProperty("ok_actions");
  });
});
