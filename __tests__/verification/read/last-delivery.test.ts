import { CloudWatchClient, type GetMetricStatisticsCommand } from "@aws-sdk/client-cloudwatch";
import { METRICS } from "../../../lambda-src/finding-forwarder/environment";
import { Calls } from "../../../aws-clients/calls";
import { readLastDelivery } from "../../../verification/read/last-delivery";

describe("readLastDelivery", () => {
  const now = Date.UTC(2026, 10, 24);
  const client = new CloudWatchClient({ region: "eu-west-1" });
  const asked = jest.spyOn(client, "send");
  const answer = (...maxima: number[]) =>
    asked.mockImplementation((() =>
      Promise.resolve({ Datapoints: maxima.map((Maximum) => ({ Maximum })), $metadata: {} })) as never);

  it("asks for the metric as the function of that name writes it", async () => {
    answer(now / 1000 - 3600, now / 1000 - 60);
    expect(await readLastDelivery(client, new Calls(), "findings", now)).toBe("2026-11-23T23:59:00.000Z");
    const [command] = asked.mock.calls[0] as unknown as [GetMetricStatisticsCommand];
    expect(command.input).toMatchObject({
      Namespace: METRICS.namespace,
      MetricName: "lastDelivery",
      Dimensions: [
        { Name: "service", Value: METRICS.service },
        { Name: METRICS.functionDimension, Value: "findings" },
      ],
    });
  });

  it("knows of none where CloudWatch has none", async () => {
    answer();
    expect(await readLastDelivery(client, new Calls(), "findings", now)).toBeUndefined();
  });
});
