import { concurrencyFitsReservation } from "../../../../config/rules/forwarding/concurrency-fits-reservation";
import { RELAY, findings } from "../../valid-document";

describe("concurrencyFitsReservation", () => {
  it("rejects a reservation below the queue's concurrency, the default included", () => {
    expect(
      findings(concurrencyFitsReservation, { forwarding: { logRelay: RELAY, reservedConcurrency: 1 } }),
    ).toEqual(["forwarding.reservedConcurrency: 1 is less than maximumConcurrency, which is 2"]);
  });

  it("accepts a reservation that fits", () => {
    const forwarding = { logRelay: RELAY, reservedConcurrency: 5, maximumConcurrency: 5 };
    expect(findings(concurrencyFitsReservation, { forwarding })).toEqual([]);
  });
});
