import type { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { METRICS } from "../environment";
import type { ForwardedEvent } from "../event/forwarded-event";
import type { Postponed, Report, Subject } from "./report";

/** The metrics of one function, separate from those of another config's function in the same account and region. */
export function forwarderMetrics(functionName: string): Metrics {
  return new Metrics({
    namespace: METRICS.namespace,
    serviceName: METRICS.service,
    defaultDimensions: { [METRICS.functionDimension]: functionName },
  });
}

/** Writes the report as structured log lines and as CloudWatch metrics in the embedded metric format. */
export class PowertoolsReport implements Report {
  constructor(
    private readonly logger: Logger,
    private readonly metrics: Metrics,
    private readonly now: () => number = Date.now,
  ) {}

  received(messages: number): void {
    this.metrics.addMetric("received", MetricUnit.Count, messages);
  }

  delivered(events: readonly ForwardedEvent[]): void {
    this.metrics.addMetric(METRICS.delivered, MetricUnit.Count, events.length);
    this.metrics.addMetric("lastDelivery", MetricUnit.Seconds, Math.floor(this.now() / 1000));
    for (const { updatedTime } of events) {
      if (updatedTime === undefined) continue;
      this.metrics.addMetric(
        "latencyFromUpdatedAt",
        MetricUnit.Milliseconds,
        Math.max(0, this.now() - updatedTime),
      );
    }
    // verify --reconcile reads both lists: an update of a finding keeps its id.
    this.logger.info("delivered", {
      findings: events.map(({ id }) => id),
      updatedAt: events.map(({ updatedAt }) => updatedAt),
    });
  }

  duplicate({ id, accountId, region }: ForwardedEvent): void {
    this.metrics.addMetric("duplicate", MetricUnit.Count, 1);
    this.logger.info("duplicate", { finding: id, accountId, region });
  }

  rejected(subject: Subject, reason: string): void {
    this.metrics.addMetric("rejected", MetricUnit.Count, 1);
    this.logger.error("rejected", { ...subject, reason });
  }

  retried(findings: readonly Postponed[], reason: string): void {
    this.metrics.addMetric("retried", MetricUnit.Count, findings.length);
    this.logger.warn("retried", { reason, findings });
  }

  secretUnusable(reason: string): void {
    this.metrics.addMetric(METRICS.secretUnusable, MetricUnit.Count, 1);
    this.logger.error("the newest version of the relay's secret cannot be used", { reason });
  }

  failed(what: string, error: unknown): void {
    this.logger.error(what, { error: (error as Error).name });
  }
}
