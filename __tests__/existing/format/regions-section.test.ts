import { parseSnapshot } from "../../../organization/parse-snapshot";
import { snapshotText } from "../../../organization/write-snapshot";
import { validSnapshot } from "../../organization/valid-snapshot";
import { oldRegion } from "../a-region";

function told(regions: unknown): string {
  try {
    parseSnapshot(JSON.stringify({ ...validSnapshot(), regions }, null, 2), "aws.json");
    return "fine";
  } catch (error) {
    return (error as Error).message;
  }
}

describe("A snapshot's regions", () => {
  it("are read as they were written, what could not be read included", () => {
    const regions = { "eu-west-1": oldRegion(), "us-east-1": { unread: "AccessDeniedException: no" } };
    const snapshot = validSnapshot([], { regions });
    expect(parseSnapshot(snapshotText(snapshot), "aws.json")).toEqual(snapshot);
  });

  it("may be left out: nothing is known of them then", () => {
    expect(told(undefined)).toBe("fine");
  });

  it("rejects a part that is neither read nor unread, with its line", () => {
    const { members: _, ...region } = oldRegion();
    expect(told({ "eu-west-1": region })).toMatch(
      /line \d+ {2}regions\.eu-west-1\.members: is missing\n +fix: run \.\/orgduty discover/,
    );
  });

  it("rejects a key that discover does not write", () => {
    expect(told({ "eu-west-1": { ...oldRegion(), detector: true } })).toMatch(
      /line \d+ {2}regions\.eu-west-1\.detector: unknown key/,
    );
  });
});
