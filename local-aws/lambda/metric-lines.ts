import type { MetricDatum, PutMetricDataCommandInput } from "@aws-sdk/client-cloudwatch";

/** The embedded metric format, as much of it as the forwarder writes. */
interface MetricLine {
  readonly [name: string]: unknown;
  readonly _aws?: {
    readonly CloudWatchMetrics?: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string; readonly Unit?: string }[];
    }[];
  };
}

/**
 * The metrics in a line that a function logged. CloudWatch extracts them from the log itself.
 * @see
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function metricsIn(text: string): PutMetricDataCommandInput[] {
  const line = parse(text);
  return (line._aws?.CloudWatchMetrics ?? []).map(({ Namespace, Dimensions, Metrics }) => ({
    Namespace,
    MetricData: Metrics.flatMap(({ Name, Unit }) =>
      Dimensions.flatMap((names) => {
        const dimensions = names.map((name) => ({ Name: name, Value: String(line[name]) }));
        return [line[Name]].flat().map((value) => {
          const datum = { MetricName: Name, Dimensions: dimensions, Value: Number(value) };
          return { ...datum, ...(Unit ? { Unit: Unit as MetricDatum["Unit"] } : {}) };
        });
      }),
    ),
  }));
}

function parse(text: string): MetricLine {
  if (!text.includes('"_aws"')) return {};
  try {
    return JSON.parse(text) as MetricLine;
  } catch {
    return {};
  }
}
