import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument, type Document } from "yaml";
import type { Manifest } from "../../../../plans-folder/manifest";
import type { Snapshot } from "../../../../organization/snapshot";
import { Orgduty } from "../../../support/async-orgduty";
import { asyncRun } from "../../../support/async-run";
import { ADMINISTRATOR, LivingDeployment } from "../../../support/living/deployment";
import { memberIds } from "../../../support/living/members";
import { ROOT } from "../../../support/orgduty";

const LEAVER = "444444444444";
const SUSPENDED = "100000000002";

/** One person's clone of the config's repository, with work, plans and reviews of its own. */
class Clone {
  readonly orgduty: Orgduty;
  readonly plans: string;

  constructor(
    readonly folder: string,
    origin: string,
    url: string,
  ) {
    if (!existsSync(folder)) git(join(folder, ".."), "clone", "--quiet", origin, folder);
    this.plans = join(folder, "plans");
    this.orgduty = new Orgduty(join(folder, "orgduty.yaml"), url);
  }

  /** Takes over what the other person committed. The plan of it has to be empty, because it was applied. */
  async takeOver(): Promise<void> {
    git(this.folder, "pull", "--quiet", "origin", "main");
    expect(await this.plan()).toEqual([0, 0, 0]);
  }

  async plan(): Promise<number[]> {
    await this.orgduty.succeed("plan", "--out", this.plans, "--stack", "us-east-1");
    const { stacks } = JSON.parse(readFileSync(join(this.plans, "manifest.json"), "utf8")) as Manifest;
    return stacks.flatMap(({ adds, changes, destroys }) => [adds, changes, destroys]);
  }

  /** Commits a change at a day, plans, reviews, applies and pushes it. @returns the review and what apply said */
  async change(day: string, subject: string, change: (clone: this) => void): Promise<Changed> {
    change(this);
    git(this.folder, "add", "-A");
    git(this.folder, "commit", "--quiet", "-m", subject, "--date", `${day}T09:00:00Z`);
    const planned = await this.plan();
    const args = ["review", "--config", join(this.folder, "orgduty.yaml"), "--out", this.plans];
    const bin = join(ROOT, "bin", "orgduty.js");
    const reviewed = await asyncRun(process.execPath, [bin, ...args, "--baseline", "last"]);
    const review = readFileSync(join(this.plans, "review.md"), "utf8");
    expect([reviewed.code, reviewed.code === 0 ? "" : review]).toEqual([0, ""]);
    const { code, stderr } = await this.orgduty.run("apply", "--out", this.plans, "--yes");
    expect([code, code === 0 ? "" : stderr]).toEqual([0, ""]);
    git(this.folder, "push", "--quiet", "origin", "HEAD:main");
    return { planned, review, said: stderr };
  }

  edit(change: (document: Document) => void): void {
    const path = join(this.folder, "orgduty.yaml");
    const document = parseDocument(readFileSync(path, "utf8"));
    change(document);
    writeFileSync(path, document.toString());
  }

  editSnapshot(change: (snapshot: Snapshot) => Snapshot): void {
    const path = join(this.folder, "accounts", "aws.json");
    const snapshot = JSON.parse(readFileSync(path, "utf8")) as Snapshot;
    writeFileSync(path, `${JSON.stringify(change(snapshot), null, 2)}\n`);
  }
}

interface Changed {
  readonly planned: readonly number[];
  readonly review: string;
  readonly said: string;
}

function git(folder: string, ...args: string[]): void {
  const identity = ["-c", "user.name=a person", "-c", "user.email=person@acme.example"];
  execFileSync("git", [...identity, ...args], { cwd: folder, stdio: "pipe" });
}

describe("Two clones of a config that take turns for three weeks", () => {
  const deployment = new LivingDeployment({
    regions: ["us-east-1"],
    edit: (document) => {
      document.delete("forwarding");
      // Updates every hour are one of the changes.
      document.set(
        "review",
        document.createNode({ rules: { "OD-004": "warn", "OD-017": "warn", "OD-066": "warn" } }),
      );
      document.deleteIn(["organizations", "aws", "enrolment", "exclude"]);
      document.setIn(["state"], document.createNode({ s3: { bucket: "acme-states", region: "us-east-1" } }));
    },
  });
  let [ada, ben] = [] as unknown as [Clone, Clone];
  const members = () => memberIds(deployment.aws.url, ADMINISTRATOR, "us-east-1");

  beforeAll(async () => {
    await deployment.begin();
    const { folder } = deployment;
    const origin = join(folder, "origin.git");
    mkdirSync(origin);
    git(origin, "init", "--quiet", "--bare", "--initial-branch", "main");
    git(folder, "clone", "--quiet", origin, "ada");
    for (const path of ["orgduty.yaml", ".terraform.lock.hcl", "accounts"])
      execFileSync("cp", ["-r", join(folder, path), join(folder, "ada")]);
    writeFileSync(join(folder, "ada", ".gitignore"), ".orgduty/\nplans/\nreviews/\n");
    ada = new Clone(join(folder, "ada"), origin, deployment.aws.url);
    await ada.change("2026-11-02", "GuardDuty for everyone", () => undefined);
    ben = new Clone(join(folder, "ben"), origin, deployment.aws.url);
  }, 1_200_000);

  afterAll(() => deployment.stop());

  const exclude = (document: Document, id: string) =>
    document.setIn(
      ["organizations", "aws", "enrolment", "exclude"],
      document.createNode({ [id]: { reason: "sold", owner: "sec", until: "2027-06-30" } }),
    );
  const enrolment = (document: Document, key: string, value: string) =>
    document.setIn(["organizations", "aws", "enrolment", key], value);

  it("week 1: tags, frequency and a plan by one; an account is excluded by the other", async () => {
    await ben.takeOver();
    const settings = await ben.change("2026-11-04", "Tags, frequency, plans", (clone) =>
      clone.edit((document) => {
        document.setIn(["tags", "team"], "detection");
        document.setIn(["detection", "findingPublishingFrequency"], "ONE_HOUR");
        document.setIn(["detection", "protectionPlans", "lambdaNetworkLogs"], "NONE");
      }),
    );
    expect(settings.planned[2]).toBe(0);
    await ada.takeOver();
    const excluded = await ada.change("2026-11-06", "Exclude the account that was sold", (clone) =>
      clone.edit((document) => exclude(document, LEAVER)),
    );
    expect(excluded.said).toContain(`off-boards 1 account: ${LEAVER} excluded`);
    expect(await members()).not.toContain(LEAVER);
  }, 2_400_000);

  it("week 2: everyone by themselves, and mode auto", async () => {
    await ben.takeOver();
    await ben.change("2026-11-09", "Bought back: everyone, also whoever joins", (clone) =>
      clone.edit((document) => {
        document.deleteIn(["organizations", "aws", "enrolment", "exclude"]);
        enrolment(document, "newAccounts", "ALL");
      }),
    );
    expect(await members()).toContain(LEAVER);
    await ada.takeOver();
    const auto = await ada.change("2026-11-12", "GuardDuty enrols by itself", (clone) =>
      clone.edit((document) => enrolment(document, "mode", "auto")),
    );
    expect(auto.said).not.toContain("off-boards");
    expect(await members()).toContain(LEAVER);
  }, 2_400_000);

  it("week 3: back to named accounts without one of them, and one is suspended", async () => {
    await ben.takeOver();
    const named = await ben.change("2026-11-16", "Sold again: named accounts only", (clone) =>
      clone.edit((document) => {
        enrolment(document, "mode", "explicit");
        enrolment(document, "newAccounts", "NEW");
        exclude(document, LEAVER);
      }),
    );
    expect(named.review).toContain(`off-boards 1 account: ${LEAVER} excluded`);
    expect(named.said).toContain("new accounts: ALL to NEW, as planned");
    expect(await members()).not.toContain(LEAVER);
    await ada.takeOver();
    const suspended = await ada.change("2026-11-20", "An account was suspended", (clone) =>
      clone.editSnapshot((snapshot) => ({
        ...snapshot,
        accounts: snapshot.accounts.map((account) =>
          account.id === SUSPENDED ? { ...account, state: "SUSPENDED" as const } : account,
        ),
      })),
    );
    expect(suspended.said).toContain(`${SUSPENDED} suspended`);
    expect(await members()).not.toContain(SUSPENDED);
    expect(suspended.review).toContain("Since the review");
    await ben.takeOver();
  }, 2_400_000);
});
