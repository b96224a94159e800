import { verifyText } from "../../cli/verify-text";
import type { Gap } from "../../verification/gap";
import { hasFailures, reportDocument } from "../../verification/report";
import { member } from "../verification/found";
import { gone, ids, report } from "./verify-report";

describe("verify's text", () => {
  it("is a row a region, and the sum", () => {
    const lines = verifyText(report()).split("\n");
    expect(lines[1]).toMatch(/^eu-west-1 +24 of 24 +0 +- +- +-$/);
    expect(lines.at(-1)).toBe("0 gaps in 1 region");
  });

  it("says each reason once, with its places", () => {
    const text = verifyText(gone);
    expect(text.match(/NOT_ENROLLED/g)).toHaveLength(1);
    expect(text).toContain(`  S3_DATA_EVENTS: wanted on, found off\n    ${ids[0]} in eu-west-1`);
  });

  it("cuts a long list of places short, and says so", () => {
    expect(verifyText(report([]))).toContain(" and 15 more");
  });

  it("names a region that could not be read", () => {
    const { verification } = report();
    const unread = [{ region: "us-east-1" as const, error: "AccessDenied: no" }];
    expect(verifyText({ ...report(), verification: { ...verification, unread } })).toContain(
      "us-east-1: not verified\n  AccessDenied: no",
    );
  });

  it("tells what changed since the last run", () => {
    const change = { worse: [{} as Gap], mended: 2, since: "2026-11-23T00:00:00Z" };
    expect(verifyText(report(undefined, { change }))).toContain(
      "since 2026-11-23T00:00:00Z: 1 gaps are new, 2 are gone",
    );
  });

  it("names members that the snapshot does not know", () => {
    expect(verifyText(report([...ids, "999999999999"].map((id) => member(id))))).toContain(
      "eu-west-1: 1 member not in the snapshot (999999999999 ...): npx orgduty discover",
    );
  });
});

describe("verify's document", () => {
  it("puts gaps first, in the documented form", () => {
    expect(reportDocument(gone)).toMatchObject({
      schemaVersion: 1,
      gaps: expect.arrayContaining([
        {
          account: ids[0],
          region: "eu-west-1",
          plan: "S3_DATA_EVENTS",
          wanted: "on",
          found: "off",
          reason: "NOT_ENROLLED",
        },
      ]),
    });
  });

  it("fails on a gap, and on a sample that was not delivered", () => {
    const sample = { region: "eu-west-1", account: "1", type: "t", path: "p", delivered: false } as const;
    expect([report(), gone, report(undefined, { samples: [sample] })].map(hasFailures)).toEqual([
      false,
      true,
      true,
    ]);
  });
});
