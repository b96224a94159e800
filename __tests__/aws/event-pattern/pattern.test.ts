import fc from "../../support/fast-check";
import type { Json, JsonObject } from "../../../aws/json";
import { matchesPattern } from "../../../aws/event-pattern/pattern";

const FINDING = {
  source: "aws.guardduty",
  "detail-type": "GuardDuty Finding",
  detail: {
    severity: 8.95,
    type: "Recon:EC2/PortProbe",
    region: null,
    resource: {
      tags: ["prod", "pci"],
      address: "10.1.2.3",
      interfaces: [
        { id: "a", up: true },
        { id: "b", up: false },
      ],
    },
  },
};

/** Whether the finding above matches when its detail is asked about. */
function detail(pattern: JsonObject): boolean {
  return matchesPattern({ detail: pattern }, FINDING);
}

describe("matchesPattern", () => {
  it("wants every field and takes any of a field's values", () => {
    expect(
      matchesPattern({ source: ["aws.guardduty"], "detail-type": ["x", "GuardDuty Finding"] }, FINDING),
    ).toBe(true);
    expect(matchesPattern({ source: ["aws.guardduty"], "detail-type": ["x"] }, FINDING)).toBe(false);
    expect(matchesPattern({ source: ["aws.guardduty"], missing: ["x"] }, FINDING)).toBe(false);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ["prefix", { type: [{ prefix: "Recon:" }] }, { type: [{ prefix: "recon:" }] }],
    [
      "prefix, any case",
      { type: [{ prefix: { "equals-ignore-case": "recon:" } }] },
      { type: [{ prefix: { "equals-ignore-case": "x" } }] },
    ],
    ["suffix", { type: [{ suffix: "PortProbe" }] }, { type: [{ suffix: "Port" }] }],
    [
      "equals-ignore-case",
      { type: [{ "equals-ignore-case": "RECON:ec2/portprobe" }] },
      { type: [{ "equals-ignore-case": "RECON" }] },
    ],
    ["wildcard", { type: [{ wildcard: "Recon:*/Port*" }] }, { type: [{ wildcard: "Recon:*/Port" }] }],
    [
      "numeric range",
      { severity: [{ numeric: [">=", 7, "<", 9] }] },
      { severity: [{ numeric: [">=", 9, "<=", 10] }] },
    ],
    ["numeric equality", { severity: [{ numeric: ["=", 8.95] }] }, { severity: [{ numeric: ["=", 8.9] }] }],
    [
      "anything-but",
      { type: [{ "anything-but": "x" }] },
      { type: [{ "anything-but": ["x", "Recon:EC2/PortProbe"] }] },
    ],
    [
      "anything-but a prefix",
      { type: [{ "anything-but": { prefix: "Policy:" } }] },
      { type: [{ "anything-but": { prefix: "Recon:" } }] },
    ],
    [
      "anything-but prefixes",
      { type: [{ "anything-but": { prefix: ["Policy:", "Stealth:"] } }] },
      { type: [{ "anything-but": { prefix: ["Policy:", "Recon:"] } }] },
    ],
    [
      "anything-but suffixes",
      { type: [{ "anything-but": { suffix: ["Sweep", "Scan"] } }] },
      { type: [{ "anything-but": { suffix: ["Sweep", "Probe"] } }] },
    ],
    [
      "anything-but whatever the case",
      { type: [{ "anything-but": { "equals-ignore-case": ["recon", "x"] } }] },
      { type: [{ "anything-but": { "equals-ignore-case": ["x", "recon:ec2/portprobe"] } }] },
    ],
    [
      "anything-but wildcards",
      { type: [{ "anything-but": { wildcard: ["*S3*", "*IAM*"] } }] },
      { type: [{ "anything-but": { wildcard: ["*S3*", "*EC2*"] } }] },
    ],
    ["exists", { type: [{ exists: true }] }, { type: [{ exists: false }] }],
    ["absence", { nothing: [{ exists: false }] }, { nothing: [{ exists: true }] }],
    ["null", { region: [null] }, { type: [null] }],
    [
      "cidr",
      { resource: { address: [{ cidr: "10.1.0.0/16" }] } },
      { resource: { address: [{ cidr: "10.2.0.0/16" }] } },
    ],
    ["array in the event", { resource: { tags: ["pci"] } }, { resource: { tags: ["dev"] } }],
    ["$or", { $or: [{ type: ["x"] }, { severity: [8.95] }] }, { $or: [{ type: ["x"] }, { severity: [1] }] }],
  ])("decides by %s", (_name, matching, other) => {
    expect(detail(matching)).toBe(true);
    expect(detail(other)).toBe(false);
  });

  it("asks one element of an array of objects for all its fields", () => {
    expect(detail({ resource: { interfaces: { id: ["a"], up: [true] } } })).toBe(true);
    expect(detail({ resource: { interfaces: { id: ["a"], up: [false] } } })).toBe(false);
  });

  it("never matches an absent field by anything-but, an unknown test or a wrong type", () => {
    expect(detail({ nothing: [{ "anything-but": "x" }] })).toBe(false);
    expect(detail({ type: [{ sounds: "like" }] })).toBe(false);
    expect(detail({ type: [{ numeric: [">", 0] }] })).toBe(false);
    expect(detail({ severity: ["8.95"] })).toBe(false);
  });

  it("matches every event with the pattern of its own values", () => {
    const value = fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null));
    const key = fc.string().filter((name) => name !== "$or" && name !== "__proto__");
    fc.assert(
      fc.property(fc.dictionary(key, value, { minKeys: 1 }), (event) => {
        const pattern = Object.fromEntries(Object.entries(event).map(([name, one]) => [name, [one as Json]]));
        expect(matchesPattern(pattern, event as JsonObject)).toBe(true);
      }),
    );
  });

  it("takes a wildcard's text literally but for its stars", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string().map((text) => text.replace(/[*\\]/g, "")),
          { minLength: 1 },
        ),
        fc.string(),
        (parts, filling) => {
          const event = { text: parts.join(filling) };
          expect(matchesPattern({ text: [{ wildcard: parts.join("*") }] }, event)).toBe(true);
        },
      ),
    );
  });

  it("puts every number into exactly one of two half-open ranges", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, number, (severity, limit) => {
        const below = matchesPattern({ severity: [{ numeric: ["<", limit] }] }, { severity });
        expect(matchesPattern({ severity: [{ numeric: [">=", limit] }] }, { severity })).toBe(!below);
      }),
    );
  });
});
