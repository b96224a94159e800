import { verifyText } from "../../../verification/report/verify-report";
import type { Gap } from "../../../verification/compare/gap";
import { hasFailures, reportDocument } from "../../../verification/report/report";
import { member } from "../compare/found";
import { gone, ids, report } from "./example-report";

describe("verify's text", () => {
  it("is a row a region, and the sum", () => {
    const lines = verifyText(report()).split("\n");
    expect(lines[0]).toMatch(/^What AWS had at 2026-11-24T00:00:00Z, /);
    expect(lines[3]).toMatch(/^eu-west-1 +24 of 24 +0 +n\/a +n\/a +n\/a$/);
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
    const unread = [{ region: "us-east-1" as const, error: "AccessDenied: no", fix: "allow it" }];
    expect(verifyText({ ...report(), verification: { ...verification, unread } })).toContain(
      "us-east-1: not verified\n  AccessDenied: no\n  fix: allow it",
    );
  });

  it("says when the snapshot was taken", () => {
    expect(verifyText(report())).toContain("\naws: accounts as of 2026-11-23T00:00:00Z\n");
  });

  it("names a part that could not be read, in characters that a reader can see", () => {
    const { verification } = report();
    const part = {
      region: "eu-west-1",
      part: "alarms",
      error: "AccessDenied: \u202eno",
      fix: "allow it",
    } as const;
    const text = verifyText({ ...report(), verification: { ...verification, unread: [part] } });
    expect(text).toContain("eu-west-1, alarms: not verified\n  AccessDenied: ⟨U+202E⟩no\n  fix: allow it");
    expect(text).toMatch(/\n0 gaps in 1 region, 1 not verified$/);
  });

  it("takes a run that read nothing for no good news", () => {
    const unread = [{ region: "us-east-1", error: "AccessDenied: no", fix: "allow it" }] as const;
    const verification = { ...report().verification, regions: [], unread };
    const text = verifyText({ ...report(), verification });
    expect(text).toMatch(/\nnothing was verified, 1 not verified$/);
    expect(text).not.toContain("as the config wants it.");
  });

  it("shows what it found in characters that a reader can see", () => {
    const { verification } = report();
    const [region] = verification.regions;
    const gap: Gap = {
      ...({
        account: "1",
        region: "eu-west-1",
        plan: "GUARDDUTY",
        wanted: "none",
        reason: "FILTER_ARCHIVES",
        fix: "take it away",
      } as const),
      ...{ found: "{}\n\u001b[2K", resource: "a\u202eb" },
    };
    const regions = [{ ...region!, gaps: [gap] }];
    expect(verifyText({ ...report(), verification: { ...verification, regions } })).toContain(
      "GUARDDUTY a⟨U+202E⟩b: wanted none, found {}⟨U+000A⟩⟨U+001B⟩[2K",
    );
  });

  it("names the resource's type and the attribute of a difference", () => {
    const retention: Gap = {
      ...({ account: "1", region: "eu-west-1", plan: "FORWARDING", resource: "hub" } as const),
      ...{ resourceType: "aws_sqs_queue", attribute: "message_retention_seconds" },
      ...{ wanted: "1209600", found: "60", reason: "ATTRIBUTE_DIFFERS", fix: "./orgduty plan" },
    };
    const feature: Gap = {
      ...{ ...retention, plan: "RDS_LOGIN_EVENTS", resourceType: "aws_guardduty_detector_feature" },
      ...{ resource: "", attribute: "status", wanted: "ENABLED", found: "DISABLED" },
    };
    const missing: Gap = { ...retention, wanted: "present", found: "missing", reason: "QUEUE_MISSING" };
    const { attribute: _, ...withoutAttribute } = missing;
    const [region] = report().verification.regions;
    const regions = [{ ...region!, gaps: [retention, feature, withoutAttribute] }];
    const text = verifyText({ ...report(), verification: { ...report().verification, regions } });
    expect(text).toContain("  aws_sqs_queue hub: message_retention_seconds wanted 1209600, found 60\n");
    expect(text).toContain(
      "  RDS_LOGIN_EVENTS aws_guardduty_detector_feature: status wanted ENABLED, found DISABLED\n",
    );
    expect(text).toContain("  aws_sqs_queue hub: wanted present, found missing\n");
  });

  it("tells what changed since the last run", () => {
    const change = { worse: [{} as Gap], mended: 2, since: "2026-11-23T00:00:00Z" };
    expect(verifyText(report(undefined, { change }))).toContain(
      "Since 2026-11-23T00:00:00Z, 1 gap came and 2 went.",
    );
  });

  it("names members that the snapshot does not know", () => {
    expect(verifyText(report([...ids, "999999999999"].map((id) => member(id))))).toContain(
      "eu-west-1: 1 member not in the snapshot (999999999999 ...): ./orgduty discover",
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
          fix: "review and apply what a plan changes: ./orgduty plan",
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
