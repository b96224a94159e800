import type { DrawnEntry } from "../../../verification/history/entry";
import { entryOf } from "../../../verification/history/entry-of";
import { ids, report, snapshot } from "../report/example-report";
import type { Report } from "../../../verification/report/report";
import { member } from "../compare/found";

const DAY_MS = 24 * 3_600_000;
/** When the last run was: that of example-report.ts. */
export const LAST = Date.parse("2026-11-24T00:00:00Z");

/** Runs of forty days: a plan is lost for some, a region stalls for some, and two accounts come. */
export function exampleRuns(): DrawnEntry[] {
  const runs: DrawnEntry[] = [];
  for (let day = 40; day >= 0; day -= 1) {
    const verifiedAt = new Date(LAST - day * DAY_MS).toISOString();
    const { verification } = report();
    const [region] = verification.regions;
    const isStalled = day > 20 && day < 25;
    const regions = [{ ...region!, forwarding: { messages: {}, lastDeliveryAt: verifiedAt } }];
    const run = entryOf({ ...verification, verifiedAt, regions }, runs);
    const lost = day > 10 && day < 18 ? 3 : 0;
    const open = [
      ...(day > 30 && day < 35 ? [`${ids[0]} eu-west-1 GUARDDUTY NOT_IN_SNAPSHOT `] : []),
      ...(day < 3 ? [`${ids[1]} eu-west-1 GUARDDUTY NOT_ENROLLED `] : []),
      ...(isStalled ? ["222222222222 eu-west-1 FORWARDING DELIVERY_STALLED q"] : []),
    ];
    const coverage = Object.fromEntries(
      ["eu-west-1", "us-east-1"].map((name) => [
        name,
        Object.fromEntries(
          Object.entries(run.found.coverage["eu-west-1"]!).map(([plan, [on, wanted]]) => [
            plan,
            [name === "eu-west-1" && plan === "S3_DATA_EVENTS" ? Math.max(0, on - lost) : on, wanted] as [
              number,
              number,
            ],
          ]),
        ),
      ]),
    );
    const all = run.found.accounts.aws;
    const accounts =
      day === 40 && all && "all" in all
        ? { aws: { all: all.all.filter((id) => id !== ids[0] && id !== ids[1]) } }
        : day === 30
          ? { aws: { added: [ids[0]!], gone: [] } }
          : day === 2
            ? { aws: { added: [ids[1]!], gone: [] } }
            : { aws: { added: [], gone: [] } };
    const deliveries = {
      "eu-west-1": isStalled ? runs.at(-1)!.found.deliveries["eu-west-1"]! : verifiedAt,
      "us-east-1": day > 35 ? null : verifiedAt,
    };
    runs.push({ ...run, gaps: open, found: { ...run.found, firstSeen: {}, coverage, accounts, deliveries } });
  }
  return runs;
}

/** Exceptions of each kind. */
export const EXCEPTIONS = [
  {
    path: "organizations.aws.enrolment.exclude.444444444444",
    reason: "sandbox",
    owner: "platform",
    until: "2027-06-30",
  },
  { path: "regions.exclude.sa-east-1", reason: "no workloads", owner: "security", until: "2026-12-10" },
  { path: "forwarding.topology", reason: "one relay", owner: "security" },
  { path: "review.exceptions.0", reason: "was for a migration", owner: "platform", until: "2026-11-01" },
];

/** A report with a history. */
export function drawn(changes: Partial<Report> = {}): Report {
  const some = report(ids.map((id) => member(id)));
  return { ...some, history: { runs: exampleRuns() }, exceptions: EXCEPTIONS, ...changes };
}

export { ids, snapshot };
