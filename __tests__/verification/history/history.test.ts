import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Region } from "../../../config/regions";
import type { Gap } from "../../../verification/compare/gap";
import { changeSince as changeOf } from "../../../verification/history/change";
import { entryOf } from "../../../verification/history/entry-of";
import { appendEntry, readHistory } from "../../../verification/history/history-file";
import type { Verification } from "../../../verification/verify";

const gap = (account: string, region: Region = "eu-west-1"): Gap => ({
  ...{ account, region, plan: "S3_DATA_EVENTS", wanted: "on", found: "off" },
  ...{ reason: "FEATURE_OFF", fix: "apply" },
});

function verification(verifiedAt: string, regions: Partial<Record<Region, Gap[]>>): Verification {
  const read = Object.entries(regions).map(([region, gaps]) => ({
    ...{
      region: region as Region,
      accounts: [],
      strangers: [],
      unread: [],
      notes: [],
      calls: 0,
      retries: 0,
      gaps,
    },
  }));
  return { name: "acme", verifiedAt, snapshots: {}, regions: read, unread: [] };
}

const remember = (file: string, run: Verification) => appendEntry(file, entryOf(run, readHistory(file)));
const changeSince = (file: string, run: Verification) => changeOf(readHistory(file), run);

describe("History", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-history-"));
  const file = join(folder, "history", "acme.jsonl");

  beforeEach(() => rmSync(file, { force: true }));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("has nothing to say about the first run", () => {
    expect(changeSince(file, verification("1", { "eu-west-1": [gap("1")] }))).toEqual({
      worse: [],
      mended: 0,
    });
  });

  it("tells what got worse, and how much is mended", () => {
    remember(file, verification("1", { "eu-west-1": [gap("1"), gap("2")] }));
    expect(changeSince(file, verification("2", { "eu-west-1": [gap("2"), gap("3")] }))).toEqual({
      worse: [gap("3")],
      mended: 1,
      since: "1",
    });
  });

  it("compares a region with the last run that verified it", () => {
    remember(file, verification("1", { "eu-west-1": [gap("1")], "us-east-1": [gap("1", "us-east-1")] }));
    remember(file, verification("2", { "us-east-1": [] }));
    expect(changeSince(file, verification("3", { "eu-west-1": [gap("1")], "us-east-1": [] }))).toEqual({
      worse: [],
      mended: 0,
      since: "1",
    });
  });

  it("survives a line that a killed run left half written", () => {
    remember(file, verification("1", { "eu-west-1": [] }));
    appendFileSync(file, '{"verifiedAt":"2","reg');
    remember(file, verification("3", { "eu-west-1": [gap("1")] }));
    expect(changeSince(file, verification("4", { "eu-west-1": [gap("1")] }))).toMatchObject({
      since: "3",
      worse: [],
    });
  });

  it.each([
    "null",
    "[]",
    '"text"',
    "{}",
    '{"verifiedAt":"2","regions":{},"gaps":[]}',
    '{"verifiedAt":"2","regions":["eu-west-1"],"gaps":[1]}',
  ])("ignores a line that is no run: %s", (line) => {
    remember(file, verification("1", { "eu-west-1": [gap("1")] }));
    appendFileSync(file, `${line}\n`);
    expect(changeSince(file, verification("3", { "eu-west-1": [gap("1")] }))).toEqual({
      ...{ worse: [], mended: 0, since: "1" },
    });
  });
});
