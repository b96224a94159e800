import { hubHasAReason } from "../../../../config/rules/forwarding/hub-has-a-reason";
import { EXCEPTION, RELAY, findings } from "../../valid-document";

describe("hubHasAReason", () => {
  it("rejects a hub without a reason, once for all partitions", () => {
    expect(findings(hubHasAReason, { forwarding: { logRelay: RELAY, topology: "hub" } })).toEqual([
      "forwarding.topology: with a hub findings leave their region, and nobody says why",
    ]);
  });

  it("accepts a hub with a reason, and regional without", () => {
    expect(
      findings(hubHasAReason, { forwarding: { logRelay: RELAY, topology: "hub", hub: EXCEPTION } }),
    ).toEqual([]);
    expect(findings(hubHasAReason, { forwarding: { logRelay: RELAY } })).toEqual([]);
  });
});
