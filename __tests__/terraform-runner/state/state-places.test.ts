import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StatePlaces } from "../../../terraform/state/state-places";

const [ONE, TWO] = ["one", "two"].map(
  (bucket) => ({ s3: { bucket, region: "eu-west-1", keyPrefix: "orgduty" } }) as const,
);

describe("StatePlaces", () => {
  let folder: string;
  let places: StatePlaces;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "places-"));
    places = new StatePlaces(folder);
    jest.useFakeTimers({ now: new Date("2026-11-27T20:00:00Z") });
  });
  afterEach(() => {
    jest.useRealTimers();
    rmSync(folder, { recursive: true });
  });
  const begin = (at: typeof ONE) => {
    places.begin("us-east-1", at!);
    return places.of("us-east-1")?.since;
  };

  it("keeps when the first apply to a place began, and begins anew at another", () => {
    expect(begin(ONE)).toBe("2026-11-27T20:00:00.000Z");
    jest.setSystemTime(new Date("2026-11-27T21:00:00Z"));
    expect(begin(ONE)).toBe("2026-11-27T20:00:00.000Z");
    expect(begin(TWO)).toBe("2026-11-27T21:00:00.000Z");
  });

  it("knows no beginning of a state that was copied there, nor of one that an earlier orgduty recorded", () => {
    places.set("us-east-1", { at: ONE!, copiedFrom: TWO! });
    expect(begin(ONE)).toBeUndefined();
    places.forgetCopy("us-east-1");
    expect(places.of("us-east-1")).toEqual({ at: ONE });
  });
});
