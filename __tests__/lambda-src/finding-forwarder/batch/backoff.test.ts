import fc from "../../../support/fast-check";
import { backoffSeconds } from "../../../../lambda-src/finding-forwarder/batch/backoff";

describe("backoffSeconds", () => {
  const longest = () => 1;
  const shortest = () => 0;

  it("doubles its limit with each receive, up to 15 minutes", () => {
    expect([1, 2, 3, 8, 9, 300].map((count) => backoffSeconds(count, 0, longest))).toEqual([
      5, 10, 20, 640, 900, 900,
    ]);
  });

  it("jitters over the whole range", () => {
    expect(backoffSeconds(8, 0, shortest)).toBe(1);
    expect(backoffSeconds(8, 0, () => 0.5)).toBe(320);
  });

  it("stays away for as long as the relay asks, within the cap", () => {
    expect(backoffSeconds(1, 60, shortest)).toBe(61);
    expect(backoffSeconds(1, 86_400, shortest)).toBe(900);
  });

  it("is always a visibility timeout that SQS takes", () => {
    const random = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.nat(100_000), random, (count, asked, value) => {
        const seconds = backoffSeconds(count, asked, () => value);
        expect(Number.isInteger(seconds) && seconds >= 1 && seconds <= 900).toBe(true);
      }),
    );
  });
});
