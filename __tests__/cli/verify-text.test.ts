import { verifyPage } from "../../cli/verify-page";
import { verifyText } from "../../cli/verify-text";
import type { Gap } from "../../verification/gap";
import { hasFailures, reportDocument, type Report } from "../../verification/report";
import { compareRegion } from "../../verification/verify-region";
import { acme } from "../support/fleet";
import { healthyCoverage, member } from "../verification/found";

const { config, snapshots } = acme();
const organization = config.organizations.aws!;
const snapshot = snapshots.aws!;
const ids = snapshot.accounts
  .filter(
    ({ id, state }) =>
      state === "ACTIVE" && id !== "444444444444" && id !== organization.administratorAccountId,
  )
  .map(({ id }) => id);

function report(members = ids.map((id) => member(id)), changes: Partial<Report> = {}): Report {
  const found = healthyCoverage(organization.administratorAccountId, [], { members });
  const region = compareRegion({ config, organization, snapshot, region: "eu-west-1" }, found);
  const verification = {
    ...{ name: "acme", verifiedAt: "2026-11-24T00:00:00Z", unread: [] },
    regions: [{ ...region, calls: 7, retries: 0 }],
  };
  return { verification, samples: [], change: { worse: [], mended: 0 }, ...changes };
}

const gone = report(ids.slice(1).map((id) => member(id)));

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

describe("verify's page", () => {
  it("holds every account, escaped, and no script or outside file", () => {
    const page = verifyPage(gone);
    for (const { id } of snapshot.accounts) expect(page).toContain(id);
    expect(page).toContain("O'Brien &amp; Søns Prod");
    expect(page).not.toMatch(/<script|src=|href=/);
  });
});
