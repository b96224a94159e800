import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { missingFindings } from "../../../../cli/commands/backfill/missing-findings";
import { acme } from "../../../support/fleet";
import { recordedIo } from "../../terminal/recorded-io";

const { config } = acme();

describe("Findings of a report", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-missing-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  const read = (report: unknown) => {
    writeFileSync(join(folder, "r.json"), typeof report === "string" ? report : JSON.stringify(report));
    return missingFindings("r.json", config, recordedIo(folder));
  };
  const report = (regions: unknown, name = "acme") => ({ name, reconciliation: { regions } });

  it("are those that are missing, by the region that was read", () => {
    const missing = [{ id: "f1", region: "us-east-1" }, { id: "f2" }];
    const found = read(
      report([
        { region: "eu-west-1", missing },
        { region: "us-east-1", missing: [] },
      ]),
    );
    expect([...found]).toEqual([["eu-west-1", ["f1", "f2"]]]);
  });

  it.each<[string, unknown, string]>([
    ["no JSON", "{", "--from-report: "],
    ["null", "null", "no report of verify --reconcile --json"],
    ["a report without a reconciliation", { name: "acme" }, "no report of verify --reconcile --json"],
    ["another config's", report([], "other"), 'about the config "other", not "acme"'],
    [
      "an unknown region",
      report([{ region: "eu-wets-1", missing: [{ id: "f" }] }]),
      "in a region of no stack",
    ],
    ["a finding without an id", report([{ region: "eu-west-1", missing: [{}] }]), "without an id"],
    ["a null", report([{ region: "eu-west-1", missing: [null] }]), "without an id"],
  ])("rejects %s", (_, document, why) => expect(() => read(document)).toThrow(why));
});
