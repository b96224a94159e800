import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { FINDING_TYPE_NAMES, FINDING_TYPES, isMadeIn } from "../../../aws/finding-types/finding-types";
import { RETIRED_TYPES } from "../../../aws/finding-types/retired";
import { SAMPLE_TYPES } from "../../../local-aws/guardduty/findings/sample-types";

describe("FINDING_TYPES", () => {
  it("has each type once, in GuardDuty's form", () => {
    expect(new Set(FINDING_TYPE_NAMES).size).toBe(FINDING_TYPE_NAMES.length);
    for (const name of FINDING_TYPE_NAMES)
      expect(name).toMatch(/^[A-Z][A-Za-z]+:[A-Z][A-Za-z0-9]+\/[\w.!&]+$/);
  });

  it("has no retired type, and each one's successor", () => {
    for (const [retired, successor] of Object.entries(RETIRED_TYPES)) {
      expect(FINDING_TYPE_NAMES).not.toContain(retired);
      if (successor !== undefined) expect(FINDING_TYPE_NAMES).toContain(successor);
    }
  });

  it("knows every type that the local GuardDuty makes", () => {
    expect(FINDING_TYPE_NAMES).toEqual(expect.arrayContaining(Object.keys(SAMPLE_TYPES)));
  });

  it("has none of Runtime Monitoring in China", () => {
    const runtime = FINDING_TYPES.filter(({ plan }) => plan === "RUNTIME_MONITORING");
    expect(runtime.length).toBeGreaterThan(30);
    expect(runtime.filter((type) => isMadeIn(type, "cn-north-1"))).toEqual([]);
    expect(runtime.filter((type) => isMadeIn(type, "us-east-1"))).toEqual(runtime);
  });

  it("is spread over small files, each with its source", () => {
    const folder = join(__dirname, "../../../aws/finding-types");
    for (const file of readdirSync(folder))
      expect(readFileSync(join(folder, file), "utf8").split("\n").length).toBeLessThan(110);
  });
});
