import { findingPattern, isPicked } from "../../config/finding-pattern";
import { matchesPattern } from "../../aws/event-pattern/pattern";
import type { JsonObject } from "../../aws/json";
import fc from "../support/fast-check";

describe("findingPattern", () => {
  it("picks findings and heartbeats, not the CloudTrail calls, scan results and health events of the same source", () => {
    expect(findingPattern({})).toEqual({
      source: ["aws.guardduty", "orgduty"],
      "detail-type": ["GuardDuty Finding", "orgduty heartbeat"],
    });
  });

  it("filters by severity and by the beginning of the type", () => {
    expect(findingPattern({ minimumSeverity: 4, findingTypes: ["Recon:", "Trojan:EC2/"] }).detail).toEqual({
      severity: [{ numeric: [">=", 4] }],
      type: [{ prefix: "Recon:" }, { prefix: "Trojan:EC2/" }],
    });
  });
});

describe("isPicked", () => {
  const types = [
    "Recon:EC2/PortProbe",
    "Recon:IAMUser/X",
    "CryptoCurrency:EC2/Bitcoin.B",
    "CryptoCurrency",
    "",
  ];
  const severities = [0, 2, 4, 4.5, 7, 8.95, 10];
  const filters = fc.record(
    {
      minimumSeverity: fc.constantFrom(...severities),
      findingTypes: fc.array(fc.constantFrom("Recon:", "Recon:EC2/", "CryptoCurrency:", "recon:")),
    },
    { requiredKeys: [] },
  );
  const finding = fc.record(
    {
      severity: fc.oneof(fc.constantFrom<unknown>(...severities, null, "8"), fc.double({ noNaN: true })),
      type: fc.oneof(fc.constantFrom<unknown>(...types, null, 7), fc.string()),
    },
    { requiredKeys: [] },
  );

  it("agrees with the rule's pattern", () => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(filters, finding, (forwarding, detail) => {
        const event = { source: "aws.guardduty", "detail-type": "GuardDuty Finding", detail } as JsonObject;
        const picked = isPicked(forwarding, detail);
        seen.add(picked);
        return picked === matchesPattern(findingPattern(forwarding) as JsonObject, event);
      }),
      { numRuns: 1000 },
    );
    expect(seen.size).toBe(2);
  });
});
