import { findingPattern } from "../../config/finding-pattern";

describe("findingPattern", () => {
  it("picks findings, not the CloudTrail calls, scan results and health events of the same source", () => {
    expect(findingPattern({})).toEqual({
      source: ["aws.guardduty"],
      "detail-type": ["GuardDuty Finding"],
    });
  });

  it("filters by severity and by the beginning of the type", () => {
    expect(findingPattern({ minimumSeverity: 4, findingTypes: ["Recon:", "Trojan:EC2/"] }).detail).toEqual({
      severity: [{ numeric: [">=", 4] }],
      type: [{ prefix: "Recon:" }, { prefix: "Trojan:EC2/" }],
    });
  });
});
