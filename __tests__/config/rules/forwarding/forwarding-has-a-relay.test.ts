import { forwardingHasARelay } from "../../../../config/rules/forwarding/forwarding-has-a-relay";
import { RELAY, findings } from "../../valid-document";

describe("forwardingHasARelay", () => {
  it("rejects forwarding without a relay, once for all partitions", () => {
    expect(findings(forwardingHasARelay, { forwarding: { format: "cef" } })).toEqual([
      "forwarding.logRelay: is missing",
    ]);
  });

  it("rejects a partition's own forwarding without one where there is no top-level section", () => {
    expect(findings(forwardingHasARelay, { "organizations.aws-cn.forwarding": { format: "cef" } })).toEqual([
      "organizations.aws-cn.forwarding.logRelay: is missing",
    ]);
  });

  it("accepts no forwarding at all, and a partition that has its relay from the top", () => {
    expect(findings(forwardingHasARelay)).toEqual([]);
    const changes = { forwarding: { logRelay: RELAY }, "organizations.aws-cn.forwarding": { format: "cef" } };
    expect(findings(forwardingHasARelay, changes)).toEqual([]);
  });
});
