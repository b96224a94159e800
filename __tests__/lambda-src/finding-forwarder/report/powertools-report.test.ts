import { Logger } from "@aws-lambda-powertools/logger";
import {
  forwarderMetrics,
  PowertoolsReport,
} from "../../../../lambda-src/finding-forwarder/report/powertools-report";
import { eventOf, findingBody } from "../factories";

describe("PowertoolsReport", () => {
  process.env.POWERTOOLS_DEV = "true"; // writes through the global console, which can be listened to
  process.env.POWERTOOLS_METRICS_DISABLED = "false";
  let lines: Record<string, unknown>[] = [];
  const now = Date.UTC(2026, 10, 24, 10, 6);
  const metrics = forwarderMetrics("acme-guardduty-findings");
  const report = new PowertoolsReport(new Logger({ serviceName: "finding-forwarder" }), metrics, () => now);

  beforeEach(() => {
    lines = [];
    const listen = (text: unknown): void => void lines.push(JSON.parse(String(text)));
    jest.spyOn(console, "log").mockImplementation(listen);
    jest.spyOn(console, "info").mockImplementation(listen);
    jest.spyOn(console, "warn").mockImplementation(listen);
    jest.spyOn(console, "error").mockImplementation(listen);
  });
  afterEach(() => jest.restoreAllMocks());

  it("counts, and measures the time since the finding was updated", () => {
    report.received(3);
    report.delivered([eventOf(findingBody())]);
    report.duplicate(eventOf(findingBody()));
    report.rejected({ messageId: "m0" }, "no");
    report.retried([{ messageId: "m1", seconds: 4 }], "later");
    metrics.publishStoredMetrics();
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
    metrics.publishStoredMetrics();
    expect(lines.at(-1)).toMatchObject({
      _aws: { CloudWatchMetrics: [{ Dimensions: [["service", "function_name"]] }] },
      service: "finding-forwarder",
      function_name: "acme-guardduty-findings",
    });
  });

  it("never measures a negative time when clocks disagree", () => {
    report.delivered([eventOf(findingBody({ updatedAt: "2026-11-24T10:07:00Z" }))]);
    metrics.publishStoredMetrics();
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
    metrics.publishStoredMetrics();
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
