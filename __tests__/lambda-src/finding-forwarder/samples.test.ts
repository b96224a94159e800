import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { FORMATS } from "../../../lambda-src/finding-forwarder/formats/format";
import { readEvent } from "../../../lambda-src/finding-forwarder/event/forwarded-event";
import { envelope, eventOf } from "./factories";
import { detectionFinding } from "./formats/ocsf-schema";

/** Third-party findings that live beside the repository, not in it. */
const folder = join(__dirname, "..", "..", "..", "..", "shared", "samples");
const present = existsSync(folder);
if (!present) {
  const message = `DID NOT RUN: the sample findings are not at ${folder}`;
  if (process.env.CI) throw new Error(message);
  console.warn(message);
}

/** Everything in a file as the body of a queue message; a bare finding gets an envelope. */
function bodies(file: string): string[] {
  const events = JSON.parse(readFileSync(join(folder, file), "utf8")) as Record<string, unknown>[];
  return events.map((event) => JSON.stringify("detail" in event ? event : envelope(event)));
}
const refusals = (file: string) =>
  bodies(file)
    .map(readEvent)
    .flatMap((reading) => ("rejected" in reading ? [reading.rejected] : []));

(present ? describe : describe.skip)("the sample findings", () => {
  const events = (present ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [])
    .filter((file) => file.endsWith(".json"))
    .flatMap(bodies)
    .filter((body) => "event" in readEvent(body));

  it.each([
    "alertlogic-cwe-2017-eventbridge.json",
    "chronicle-content-hub.json",
    "cloud-custodian-eventbridge.json",
    "oluolus-sentinel-integration.json",
    "panther-analysis-attack-sequence.json",
    "synthetic/synthetic-new-shapes-eventbridge.json",
  ])("are all forwarded: %s", (file) => {
    expect(refusals(file)).toEqual([]);
  });

  it("are refused where they are Security Hub's, or of another detail-type", () => {
    expect(refusals("cloud-custodian-asff.json")).toEqual(
      Array(6).fill("the finding lacks type, accountId, region"),
    );
    expect(refusals("synthetic/synthetic-other-detail-types.json")).toEqual([
      "detail-type GuardDuty Malware Protection Object Scan Result: not a GuardDuty finding",
      "detail-type GuardDuty Malware Protection Object Scan Result: not a GuardDuty finding",
      "detail-type AWS API Call via CloudTrail: not a GuardDuty finding",
    ]);
  });

  it("are refused where what is required is missing, with its name", () => {
    expect(refusals("aws-samples-guardduty-waf-acl.json")).toEqual(["the finding lacks accountId, region"]);
    expect(refusals("blu371ck-guardduty-soar.json")).toEqual(["the finding lacks region, createdAt"]);
    expect(refusals("stix-shifter-getfindings.json")).toHaveLength(3);
  });

  it("keep floats as they were captured", () => {
    const captured = readFileSync(join(folder, "alertlogic-cwe-2017-eventbridge.json"), "utf8").trim();
    const event = eventOf(captured.slice(1, -1));
    expect(event.detailText).toContain("1507656063000.0");
    expect(FORMATS.guardduty(event)).toContain("1507656063000.0");
  });

  it("become one line in each format, with the account in it", () => {
    expect(events.length).toBeGreaterThan(35);
    for (const event of events.map(eventOf)) {
      for (const format of Object.values(FORMATS)) {
        expect(format(event)).not.toMatch(/[\r\n]/);
        expect(format(event)).toContain(event.accountId);
      }
      expect(JSON.parse(FORMATS.guardduty(event)).finding).toEqual(event.detail);
    }
  });

  it("become valid Detection Findings", () => {
    const validate = new Ajv().compile(detectionFinding);
    for (const body of events) {
      const event = eventOf(body);
      if (event.accountId.length !== 12) continue; // one collection blanked its ids with 13 digits
      expect(validate(JSON.parse(FORMATS.ocsf(event))) || validate.errors).toBe(true);
    }
  });
});
