import { Log } from "../../../../lambda-src/finding-forwarder/report/log";
import { Metrics } from "../../../../lambda-src/finding-forwarder/report/metrics";
import { WrittenReport } from "../../../../lambda-src/finding-forwarder/report/written-report";
import { eventOf, findingBody } from "../factories";

describe("WrittenReport", () => {
  let lines: Record<string, unknown>[] = [];
  let problems = 0;
  const now = Date.UTC(2026, 10, 24, 10, 6);
  const listen = (line: string): void => void lines.push(JSON.parse(line) as Record<string, unknown>);
  const metrics = new Metrics(listen, "acme-guardduty-findings", () => now);
  const problem = (line: string): void => (problems++, listen(line));
  const report = new WrittenReport(new Log({ info: listen, problem }, () => now), metrics, () => now);

  beforeEach(() => {
    metrics.publish();
    lines = [];
    problems = 0;
  });

  it("writes log lines and metrics as Powertools for AWS Lambda does, so that what reads them need not change", () => {
    process.env._X_AMZN_TRACE_ID = "Root=1-5759e988-bd862e3f;Parent=53995c3f42cd8ad8;Sampled=1";
    report.duplicate(eventOf(findingBody()));
    delete process.env._X_AMZN_TRACE_ID;
    report.retried([{ messageId: "m1", seconds: 4 }], "later");
    metrics.publish();
    const { id, accountId, region } = eventOf(findingBody());
    const common = { timestamp: "2026-11-24T10:06:00.000Z", service: "finding-forwarder" };
    const xray_trace_id = "1-5759e988-bd862e3f";
    expect(lines).toEqual([
      { level: "INFO", message: "duplicate", ...common, xray_trace_id, finding: id, accountId, region },
      {
        level: "WARN",
        message: "retried",
        ...common,
        reason: "later",
        findings: [{ messageId: "m1", seconds: 4 }],
      },
      {
        _aws: {
          Timestamp: now,
          CloudWatchMetrics: [
            {
              Namespace: "orgduty",
              Dimensions: [["service", "function_name"]],
              Metrics: [
                { Name: "duplicate", Unit: "Count" },
                { Name: "retried", Unit: "Count" },
              ],
            },
          ],
        },
        service: "finding-forwarder",
        function_name: "acme-guardduty-findings",
        duplicate: 1,
        retried: 1,
      },
    ]);
    expect(problems).toBe(1);
  });

  it("writes no more than 100 values of a metric in a line, and no line without one", () => {
    metrics.publish();
    expect(lines).toEqual([]);
    report.delivered(Array.from({ length: 101 }, () => eventOf(findingBody())));
    metrics.publish();
    const latencies = lines.map(({ latencyFromUpdatedAt }) => latencyFromUpdatedAt);
    expect(latencies).toEqual([Array<number>(100).fill(60_000), undefined, 60_000]);
    expect(lines.filter((line) => line.delivered === 101)).toHaveLength(1);
  });

  it("counts, and measures the time since the finding was updated", () => {
    report.received(3);
    report.delivered([eventOf(findingBody())]);
    report.duplicate(eventOf(findingBody()));
    report.rejected({ messageId: "m0" }, "no");
    report.retried([{ messageId: "m1", seconds: 4 }], "later");
    metrics.publish();
    expect(lines.at(-1)).toMatchObject({
      _aws: { CloudWatchMetrics: [{ Namespace: "orgduty" }] },
      service: "finding-forwarder",
      received: 3,
      delivered: 1,
      duplicate: 1,
      rejected: 1,
      retried: 1,
      latencyFromUpdatedAt: 60_000,
      lastDelivery: now / 1000,
    });
  });

  it("logs which update of which finding was delivered, one line a batch: verify reads it", () => {
    report.delivered([eventOf(findingBody()), eventOf(findingBody({ id: "f2" }))]);
    const updatedAt = eventOf(findingBody()).updatedAt;
    expect(lines[0]).toMatchObject({
      message: "delivered",
      findings: [eventOf(findingBody()).id, "f2"],
      updatedAt: [updatedAt, updatedAt],
    });
  });

  it("keeps the metrics of each function apart", () => {
    report.received(1);
    metrics.publish();
    expect(lines.at(-1)).toMatchObject({
      _aws: { CloudWatchMetrics: [{ Dimensions: [["service", "function_name"]] }] },
      service: "finding-forwarder",
      function_name: "acme-guardduty-findings",
    });
  });

  it("never measures a negative time when clocks disagree", () => {
    report.delivered([eventOf(findingBody({ updatedAt: "2026-11-24T10:07:00Z" }))]);
    metrics.publish();
    expect(lines.at(-1)).toMatchObject({ latencyFromUpdatedAt: 0 });
  });

  it("logs the findings' names and the reason, in JSON", () => {
    const findings = ["f1", "f2"].map((finding, index) => ({
      ...{ messageId: `m${index}`, finding, accountId: "012345678901", region: "eu-west-1", seconds: 4 },
    }));
    report.retried(findings, "the relay answered 503");
    expect(lines[0]).toMatchObject({
      level: "WARN",
      message: "retried",
      reason: "the relay answered 503",
      findings,
    });
  });

  it("counts a secret that cannot be used, and logs the reason", () => {
    report.secretUnusable("it is not JSON");
    metrics.publish();
    expect(lines[0]).toMatchObject({ level: "ERROR", reason: "it is not JSON" });
    expect(lines.at(-1)).toMatchObject({ secretUnusable: 1, function_name: "acme-guardduty-findings" });
  });

  it("logs of an error its name only", () => {
    report.failed(
      "messages could not be postponed",
      Object.assign(new Error("secret text"), { name: "Throttled" }),
    );
    expect(lines[0]).toMatchObject({ level: "ERROR", error: "Throttled" });
    expect(JSON.stringify(lines)).not.toContain("secret text");
  });
});
