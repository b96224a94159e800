import { matchesPattern } from "../../aws/event-pattern/pattern";
import { FINDING_TYPE_NAMES } from "../../aws/finding-types/finding-types";
import type { Json, JsonObject } from "../../aws/json";
import { findingPattern, HUB_PATTERN } from "../../config/finding-pattern";
import { HEARTBEAT } from "../../config/heartbeat";
import { heartbeatDetail } from "../../intent/heartbeat-detail";
import fc from "../support/fast-check";

const event = (detail: object, source: string = HEARTBEAT.source): JsonObject => ({
  source,
  "detail-type": HEARTBEAT.detailType,
  detail: detail as Json,
});
const picks = (pattern: object, one: JsonObject) => matchesPattern(pattern as JsonObject, one);

describe("heartbeatDetail", () => {
  const beginning = fc
    .tuple(fc.constantFrom(...FINDING_TYPE_NAMES), fc.nat())
    .map(([name, length]) => name.slice(0, 1 + (length % name.length)));
  const forwarding = fc.record(
    {
      minimumSeverity: fc.constantFrom(1, 4, 7, 8.9, 10),
      findingTypes: fc.array(fc.oneof(beginning, fc.constant("NewPurpose:New/Type"))),
    },
    { requiredKeys: [] },
  );

  it("is picked by the config's own rule, and by the hub's, whatever the config picks", () => {
    fc.assert(
      fc.property(forwarding, (config) => {
        const heartbeat = event(heartbeatDetail(config));
        expect(picks(findingPattern(config), heartbeat)).toBe(true);
        expect(picks(HUB_PATTERN, heartbeat)).toBe(true);
      }),
    );
  });

  it("says a published type where the selection begins one", () => {
    expect(heartbeatDetail({})).toEqual({ type: FINDING_TYPE_NAMES[0], severity: 1 });
    expect(heartbeatDetail({ findingTypes: ["NewPurpose:", "Recon:EC2/"], minimumSeverity: 7 })).toEqual({
      type: "Recon:EC2/PortProbeEMRUnprotectedPort",
      severity: 7,
    });
    expect(heartbeatDetail({ findingTypes: ["NewPurpose:"] }).type).toBe("NewPurpose:");
  });

  it.each<[string, object]>([
    ["a type that GuardDuty does not make", { findingTypes: ["Recon:EC2/Nothing"] }],
    ["a higher severity", { findingTypes: ["Recon:EC2/"], minimumSeverity: 4.1 }],
  ])("is not picked by a rule that was changed by hand to %s", (_, changed) => {
    const heartbeat = event(heartbeatDetail({ findingTypes: ["Recon:EC2/"], minimumSeverity: 4 }));
    expect(picks(findingPattern(changed), heartbeat)).toBe(false);
  });

  it("is not picked when its source is somebody else's", () => {
    expect(picks(findingPattern({}), event(heartbeatDetail({}), "orgduty.other"))).toBe(false);
  });
});
