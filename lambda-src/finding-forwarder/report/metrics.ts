import { METRICS } from "../environment";

const UNITS = {
  received: "Count",
  [METRICS.delivered]: "Count",
  lastDelivery: "Seconds",
  latencyFromUpdatedAt: "Milliseconds",
  duplicate: "Count",
  rejected: "Count",
  retried: "Count",
  [METRICS.secretUnusable]: "Count",
} as const;

type MetricName = keyof typeof UNITS;

/** CloudWatch reads no more values of a metric from one line. */
const MAX_VALUES = 100;

/**
 * The metrics of one invocation, written as a line of the embedded metric format: CloudWatch takes them from the log.
 * @see
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export class Metrics {
  private readonly values = new Map<MetricName, number[]>();
  /** The dimensions as members of the line. */
  private readonly dimensions: string;
  /** What a line says about its metrics, for each set of names that was published: it is the same every time. */
  private readonly definitions = new Map<string, string>();

  /** @param functionName keeps them apart from those of another config's function in the same account and region */
  constructor(
    private readonly write: (line: string) => void,
    functionName: string,
    private readonly now: () => number = Date.now,
  ) {
    const dimensions = { service: METRICS.service, [METRICS.functionDimension]: functionName };
    this.dimensions = JSON.stringify(dimensions).slice(1, -1);
  }

  /** Keeps a value until the next publication. */
  add(name: MetricName, value: number): void {
    const values = this.values.get(name);
    if (!values) return void this.values.set(name, [value]);
    if (values.length === MAX_VALUES) {
      this.publish();
      return this.add(name, value);
    }
    values.push(value);
  }

  /** Writes what was added since the last time, if anything was. */
  publish(): void {
    if (this.values.size === 0) return;
    let names = "";
    let members = "";
    for (const [name, values] of this.values) {
      names += `${name} `;
      members += `,"${name}":${values.length === 1 ? values[0] : JSON.stringify(values)}`;
    }
    let definition = this.definitions.get(names);
    if (definition === undefined)
      this.definitions.set(names, (definition = definitionOf([...this.values.keys()])));
    this.values.clear();
    const head = `{"_aws":{"Timestamp":${this.now()},"CloudWatchMetrics":[${definition}]}`;
    this.write(`${head},${this.dimensions}${members}}`);
  }
}

function definitionOf(names: readonly MetricName[]): string {
  return JSON.stringify({
    Namespace: METRICS.namespace,
    Dimensions: [["service", METRICS.functionDimension]],
    Metrics: names.map((name) => ({ Name: name, Unit: UNITS[name] })),
  });
}
