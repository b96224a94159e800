import { metricsIn } from "../../../local-aws/lambda/metric-lines";

const line = {
  _aws: {
    Timestamp: 1,
    CloudWatchMetrics: [
      {
        Namespace: "orgduty",
        Dimensions: [["service"]],
        Metrics: [{ Name: "lastDelivery", Unit: "Seconds" }, { Name: "latency" }],
      },
    ],
  },
  service: "finding-forwarder",
  lastDelivery: 1_700_000_000,
  latency: [1, 2],
};

describe("Metrics in a function's log", () => {
  it("are taken from lines in the embedded metric format, each value of them", () => {
    const Dimensions = [{ Name: "service", Value: "finding-forwarder" }];
    expect(metricsIn(JSON.stringify(line))).toEqual([
      {
        Namespace: "orgduty",
        MetricData: [
          { MetricName: "lastDelivery", Dimensions, Value: 1_700_000_000, Unit: "Seconds" },
          { MetricName: "latency", Dimensions, Value: 1 },
          { MetricName: "latency", Dimensions, Value: 2 },
        ],
      },
    ]);
  });

  it.each(["", "delivered", '{"message":"delivered"}', '{"_aws":', '{"_aws":{}}'])(
    "are none in %j",
    (text) => {
      expect(metricsIn(text)).toEqual([]);
    },
  );
});
