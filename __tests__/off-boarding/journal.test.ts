import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Journal } from "../../off-boarding/journal";

describe("Journal", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-journal-"));
  const file = join(folder, "destroy", "acme.json");

  beforeEach(() => rmSync(file, { force: true }));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("remembers over a kill which members were left", () => {
    const first = new Journal(file, () => new Date("2026-11-24T00:00:00Z"));
    first.addMembers("eu-west-1", [{ account: "1", detector: "on" }]);
    const second = new Journal(file);
    expect(second.startedAt).toBe("2026-11-24T00:00:00.000Z");
    second.addMembers("eu-west-1", [{ account: "2", detector: "suspended" }]);
    expect(second.members).toEqual({
      "eu-west-1": [
        { account: "1", detector: "on" },
        { account: "2", detector: "suspended" },
      ],
    });
  });

  it("keeps the latest word on a member", () => {
    const journal = new Journal(file);
    journal.addMembers("eu-west-1", [{ account: "1", detector: "on" }]);
    journal.addMembers("eu-west-1", [{ account: "1", detector: "deleted" }]);
    expect(journal.members["eu-west-1"]).toEqual([{ account: "1", detector: "deleted" }]);
  });

  it("is kept while a region is unfinished, whichever other region is done", () => {
    const first = new Journal(file);
    first.addMembers("us-east-1", [{ account: "1", detector: "on" }]);
    const second = new Journal(file);
    second.addMembers("ap-south-1", [{ account: "2", detector: "on" }]);
    second.finish("ap-south-1");
    second.close();
    const third = new Journal(file);
    expect(third.unfinished).toEqual(["us-east-1"]);
    expect(third.members["us-east-1"]).toEqual([{ account: "1", detector: "on" }]);
  });

  it("takes a region up again that has members once more", () => {
    const journal = new Journal(file);
    journal.addMembers("eu-west-1", [{ account: "1", detector: "on" }]);
    journal.finish("eu-west-1");
    expect(journal.unfinished).toEqual([]);
    journal.addMembers("eu-west-1", [{ account: "2", detector: "on" }]);
    expect(journal.unfinished).toEqual(["eu-west-1"]);
  });

  it("writes nothing for a region without members", () => {
    new Journal(file).finish("eu-west-1");
    expect(existsSync(file)).toBe(false);
  });

  it("is gone once all is done", () => {
    const journal = new Journal(file);
    journal.addMembers("eu-west-1", []);
    journal.finish("eu-west-1");
    journal.close();
    expect(existsSync(file)).toBe(false);
  });

  it("stays while GuardDuty is left in a member, until its region is applied again", () => {
    const journal = new Journal(file);
    journal.addMembers("eu-west-1", [{ account: "1", detector: "on" }]);
    journal.finish("eu-west-1");
    journal.close();
    expect(existsSync(file)).toBe(true);
    new Journal(file).forget("eu-west-1", () => false);
    expect(existsSync(file)).toBe(false);
  });

  it("keeps members that the config leaves out when their region is applied again", () => {
    const journal = new Journal(file);
    journal.addMembers("eu-west-1", [
      { account: "1", detector: "on" },
      { account: "2", detector: "on" },
    ]);
    journal.forget("eu-west-1", (account) => account === "2");
    expect(new Journal(file).members).toEqual({ "eu-west-1": [{ account: "2", detector: "on" }] });
    expect(new Journal(file).unfinished).toEqual([]);
  });

  it("is not touched by an apply of a region that it does not name", () => {
    new Journal(file).forget("eu-west-1", () => false);
    expect(existsSync(file)).toBe(false);
  });
});
