import { configNotes, refuseRelaysOutOfReach } from "../../cli/config-notes";
import { completed } from "../config/checked";
import { EXCEPTION, RELAY } from "../config/valid-document";

const TODAY = new Date("2026-11-27T12:00:00Z");
const waived = (until?: string) =>
  configNotes(
    completed({ review: { waivers: { "OD-037": { ...EXCEPTION, ...(until && { until }) } } } }),
    TODAY,
  );

describe("notes on a config", () => {
  it("name the exceptions that the review will not accept", () => {
    expect(waived("2025-12-31")).toEqual(["review.waivers.OD-037 expired on 2025-12-31: the review fails"]);
    expect(waived("2028-12-31")).toEqual([
      "review.waivers.OD-037 lasts until 2028-12-31, over a year: the review does not accept it",
    ]);
    expect(waived()).toEqual(["review.waivers.OD-037 has no until: the review does not accept it"]);
    expect(waived("2027-06-30")).toEqual([]);
  });

  it("name a relay that only a rehearsal reaches, which a live plan refuses", () => {
    const config = completed({ forwarding: { logRelay: { ...RELAY, url: "https://127.0.0.1/ingest" } } });
    expect(configNotes(config, TODAY)).toEqual([
      "relay 127.0.0.1 is the function's own machine: a live plan refuses it",
    ]);
    expect(() => refuseRelaysOutOfReach(config)).toThrow("relay 127.0.0.1 is the function's own machine");
    expect(() => refuseRelaysOutOfReach(completed({ forwarding: { logRelay: RELAY } }))).not.toThrow();
  });
});
