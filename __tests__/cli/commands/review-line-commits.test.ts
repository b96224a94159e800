import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { lineCommits } from "../../../cli/commands/review/line-commits";

const CONFIG = `regions:
  exclude:
    eu-west-1:
      reason: later
      owner: a@a.example
      until: 2027-01-01
review:
  waivers:
    OD-007: {reason: r, owner: o}
`;

describe("lineCommits", () => {
  let folder: string;
  const config = () => join(folder, "orgduty.yaml");
  const git = (cwd: string, ...args: string[]) =>
    execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=a@a.example", ...args], {
      cwd,
      encoding: "utf8",
      env: { ...process.env, GIT_AUTHOR_DATE: "2026-03-04T12:00:00Z" },
    }).trim();
  const commit = (text: string) => {
    writeFileSync(config(), text);
    git(folder, "add", ".");
    git(folder, "commit", "-q", "-m", "m");
    return git(folder, "rev-parse", "HEAD");
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "orgduty-commits-"));
    git(folder, "init", "-q");
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const REGION = "regions.exclude.eu-west-1";

  it("finds the commit, its day and author", async () => {
    const id = commit(CONFIG);
    expect(await lineCommits(config(), [REGION, "review.waivers.OD-007"])).toEqual({
      [REGION]: { line: 3, commit: id, author: "Ada", date: "2026-03-04" },
      "review.waivers.OD-007": { line: 9, commit: id, author: "Ada", date: "2026-03-04" },
    });
  });

  it("takes the commit that last renewed an exception, not the one that began it", async () => {
    commit(CONFIG);
    writeFileSync(config(), CONFIG.replace("2027-01-01", "2027-06-30"));
    git(folder, "-c", "user.name=Bob", "commit", "-q", "-a", "-m", "m", "--date", "2026-05-05T12:00:00Z");
    expect((await lineCommits(config(), [REGION]))[REGION]).toMatchObject({ line: 3, date: "2026-05-05" });
  });

  it("names no commit for a line that is changed and not committed, nor outside a repository", async () => {
    commit(CONFIG);
    writeFileSync(config(), readFileSync(config(), "utf8").replace("2027-01-01", "2027-06-30"));
    expect(await lineCommits(config(), [REGION])).toEqual({ [REGION]: { line: 3 } });
    rmSync(join(folder, ".git"), { recursive: true });
    expect(await lineCommits(config(), [REGION])).toEqual({ [REGION]: { line: 3 } });
  });

  it("names no line for what the config does not say", async () => {
    commit(CONFIG);
    const path = "detection.protectionPlans.s3DataEvents";
    expect(await lineCommits(config(), [path])).toEqual({ [path]: {} });
  });

  it("says that a shallow clone may hide an older commit", async () => {
    commit(CONFIG);
    const last = commit(`${CONFIG}# later\n`);
    const clone = join(folder, "clone");
    git(folder, "clone", "-q", "--depth", "1", pathToFileURL(folder).href, clone);
    const found = await lineCommits(join(clone, "orgduty.yaml"), [REGION]);
    expect(found[REGION]).toMatchObject({ commit: last, orBefore: true });
  });
});
