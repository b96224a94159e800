import { toMilliseconds } from "../../../../lambda-src/finding-forwarder/event/times";

describe("toMilliseconds", () => {
  const moment = Date.UTC(2025, 1, 25, 20, 40, 6, 721);

  it.each([
    ["ISO 8601", "2025-02-25T20:40:06.721Z"],
    ["ISO 8601 with an offset", "2025-02-25T21:40:06.721+01:00"],
    ["a blank and no zone", "2025-02-25 20:40:06.721"],
    ["no zone", "2025-02-25T20:40:06.721"],
    ["epoch milliseconds", moment],
    ["epoch milliseconds as text", String(moment)],
    ["epoch seconds", moment / 1000],
    ["epoch seconds as text", "1740516006.721"],
  ])("reads %s", (_, value) => {
    expect(toMilliseconds(value)).toBe(moment);
  });

  it.each([["soon"], [""], [null], [undefined], [{}], [Number.NaN], [1e300], ["9".repeat(400)]])(
    "rejects %p",
    (value) => {
      expect(toMilliseconds(value)).toBeUndefined();
    },
  );
});
