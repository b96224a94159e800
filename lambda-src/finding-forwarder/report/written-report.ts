import { METRICS } from "../environment";
import type { ForwardedEvent } from "../event/forwarded-event";
import type { Log } from "./log";
import type { Metrics } from "./metrics";
import type { Postponed, Report, Subject } from "./report";

/** Writes the report as log lines and as CloudWatch metrics. */
export class WrittenReport implements Report {
  constructor(
    private readonly log: Log,
    private readonly metrics: Metrics,
    private readonly now: () => number = Date.now,
  ) {}

  received(messages: number): void {
    this.metrics.add("received", messages);
  }

  delivered(events: readonly ForwardedEvent[]): void {
    const now = this.now();
    this.metrics.add(METRICS.delivered, events.length);
    this.metrics.add("lastDelivery", Math.floor(now / 1000));
    for (const { updatedTime } of events)
      if (updatedTime !== undefined) this.metrics.add("latencyFromUpdatedAt", Math.max(0, now - updatedTime));
    // verify --reconcile reads both lists: an update of a finding keeps its id.
    this.log.info("delivered", {
      findings: events.map(({ id }) => id),
      updatedAt: events.map(({ updatedAt }) => updatedAt),
    });
  }

  duplicate({ id, accountId, region }: ForwardedEvent): void {
    this.metrics.add("duplicate", 1);
    this.log.info("duplicate", { finding: id, accountId, region });
  }

  rejected(subject: Subject, reason: string): void {
    this.metrics.add("rejected", 1);
    this.log.error("rejected", { ...subject, reason });
  }

  retried(findings: readonly Postponed[], reason: string): void {
    this.metrics.add("retried", findings.length);
    this.log.warn("retried", { reason, findings });
  }

  secretUnusable(reason: string): void {
    this.metrics.add(METRICS.secretUnusable, 1);
    this.log.error("the newest version of the relay's secret cannot be used", { reason });
  }

  failed(what: string, error: unknown): void {
    this.log.error(what, { error: (error as Error).name });
  }
}
