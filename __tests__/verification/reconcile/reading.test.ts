import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { Calls } from "../../../aws-clients/calls";
import { liveFindings } from "../../../verification/reconcile/live-findings";
import { readDeliveries } from "../../../verification/reconcile/read-deliveries";

interface Sent {
  readonly constructor: { readonly name: string };
  readonly input: { readonly FindingIds?: readonly string[]; readonly nextToken?: string };
}

/** A client that answers each command by its name. */
function client(answers: Readonly<Record<string, (input: Sent["input"]) => unknown>>) {
  return {
    send: (command: Sent) => Promise.resolve(answers[command.constructor.name]!(command.input)),
  };
}

const calls = new Calls();
const fifty = Array.from({ length: 50 }, (_, n) => `f${n}`);

const guardduty = (list: () => unknown, get = (ids: readonly string[]) => ids) =>
  client({
    ListDetectorsCommand: () => ({ DetectorIds: ["d"] }),
    ListFindingsCommand: list,
    GetFindingsCommand: ({ FindingIds = [] }) => ({ Findings: get(FindingIds).map((Id) => ({ Id })) }),
  }) as unknown as GuardDutyClient;

describe("liveFindings", () => {
  it("rejects a region with more findings than can be read in time", async () => {
    const endless = guardduty(() => ({ FindingIds: fifty, NextToken: "more" }));
    const told: number[] = [];
    const onPage = (count: number) => told.push(count);
    const read = liveFindings({ client: endless, calls, since: 0, onPage });
    await expect(read).rejects.toThrow("more than 20000 findings");
    expect(told.at(-1)).toBe(20_000);
  });

  it("rejects an answer that lacks findings that were listed", async () => {
    const holes = guardduty(
      () => ({ FindingIds: fifty }),
      (ids) => ids.slice(1),
    );
    await expect(liveFindings({ client: holes, calls, since: 0 })).rejects.toThrow("49 of 50");
  });

  it("tells how many it has read", async () => {
    let pages = 0;
    const two = guardduty(() => ({ FindingIds: fifty, NextToken: (pages += 1) < 2 ? "more" : undefined }));
    const told: number[] = [];
    await liveFindings({ client: two, calls, since: 0, onPage: (count) => told.push(count) });
    expect(told).toEqual([50, 100]);
  });
});

describe("readDeliveries", () => {
  const events = [
    { message: '{"message":"delivered","findings":["f1"],"updatedAt":["2026-11-24T00:00:00Z"]}' },
  ];
  const read = (answer: (input: Sent["input"]) => unknown) => {
    const logs = client({ FilterLogEventsCommand: answer }) as unknown as CloudWatchLogsClient;
    return readDeliveries({ client: logs, calls, logGroup: "/aws/lambda/x", since: 0 });
  };

  it("reads on after an empty page", async () => {
    const deliveries = await read(({ nextToken }) =>
      nextToken ? { events } : { events: [], nextToken: "2" },
    );
    expect(deliveries.has("f1", Date.parse("2026-11-24T00:00:00Z"))).toBe(true);
  });

  it("rejects a log that does not end", async () => {
    await expect(read(() => ({ events: [], nextToken: "more" }))).rejects.toThrow("more than 2000 pages");
  });

  it("rejects a log that does not exist, which is not a log without deliveries", async () => {
    const missing = () => {
      throw Object.assign(new Error("no"), { name: "ResourceNotFoundException" });
    };
    await expect(read(missing)).rejects.toThrow("there is no log group /aws/lambda/x");
  });
});
