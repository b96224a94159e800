import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, type AdoptOptions } from "../../../../cli/commands/adopt/adopt";
import type { ExistingRegion } from "../../../../existing/existing-region";
import { loadProject } from "../../../../organization/load-project";
import { parseSnapshot } from "../../../../organization/parse-snapshot";
import { snapshotText } from "../../../../organization/write-snapshot";
import { DETECTOR, emptyAccount, emptyRegion } from "../../../existing/a-region";
import { copyOfExample } from "../../../support/orgduty";
import { recordedIo } from "../../terminal/recorded-io";

describe("orgduty adopt", () => {
  const { folder, config } = copyOfExample("messy");
  const snapshot = join(folder, "accounts/aws.json");
  const original = readFileSync(config, "utf8");
  const found = (regions: Readonly<Record<string, ExistingRegion>>) => {
    const text = readFileSync(snapshot, "utf8");
    writeFileSync(snapshot, snapshotText({ ...parseSnapshot(text, snapshot), regions }));
  };
  const region = emptyRegion({
    delegatedTo: "222222222222",
    organization: { newAccounts: "NEW", features: { S3_DATA_EVENTS: "ALL" } },
    members: [{ state: "ENABLED", features: {}, accounts: ["111111111111", "333333333333"] }],
    administrator: emptyAccount("222222222222", {
      detector: { ...DETECTOR, features: { S3_DATA_EVENTS: "ENABLED" } },
    }),
  });
  beforeEach(() => {
    writeFileSync(config, original);
    found({ "us-east-1": region, "eu-west-2": emptyRegion({ delegatedTo: "333333333333" }) });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function adopt(options: AdoptOptions) {
    const io = recordedIo(folder);
    const code = await run({ config, ...options }, io);
    return { code, out: io.outLines };
  }

  it("writes what exists, keeps comments, and gives a config that the loader takes", async () => {
    const { code, out } = await adopt({ yes: true });
    expect(code).toBe(0);
    expect(out).toContain("~ detection.protectionPlans.s3DataEvents: NEW -> ALL");
    expect(out).toContain("! eu-west-2: administered by 333333333333: docs/adopting.md has the migration");
    const { enrolment } = loadProject(config).config.organizations.aws!;
    const { detection } = loadProject(config).config;
    expect(enrolment).toMatchObject({ mode: "explicit", newAccounts: "NEW" });
    expect(Object.keys(enrolment.exclude)).toEqual(["444444444444", "555555555555"]);
    expect(enrolment.exclude["444444444444"]).toMatchObject({ owner: "security" });
    expect(detection).toMatchObject({
      findingPublishingFrequency: "SIX_HOURS",
      plansReachExcluded: { owner: "security" },
    });
    expect(readFileSync(config, "utf8")).toContain("# An organization in which GuardDuty was on before");
  });

  it("lists what stays, and not the rule that orgduty makes", async () => {
    const rules = ["siem", `${loadProject(config).config.name}-guardduty-findings`];
    const forwarders = rules.map((rule) => ({ rule, pattern: "{}", targets: [] }));
    found({ "us-east-1": { ...region, administrator: { ...region.administrator, forwarders } } });
    const { out } = await adopt({ dryRun: true });
    expect(out.filter((line) => line.includes("rule that takes findings"))).toEqual([
      '! us-east-1: rule that takes findings "siem" stays, and orgduty does not manage it',
    ]);
  });

  it("changes nothing the second time", async () => {
    await adopt({ yes: true });
    const once = readFileSync(config, "utf8");
    expect((await adopt({ yes: true })).out[0]).toBe("orgduty.yaml says already what exists");
    expect(readFileSync(config, "utf8")).toBe(once);
  });

  it("writes nothing with --dry-run, nor where nobody can be asked", async () => {
    await adopt({ dryRun: true });
    await expect(adopt({})).rejects.toThrow(/nobody can be asked/);
    expect(readFileSync(config, "utf8")).toBe(original);
  });

  it("rejects to leave accounts outside if nobody answers for that", async () => {
    writeFileSync(config, original.replace(/^tags: .*$/m, "tags: {team: x}"));
    await expect(adopt({ yes: true })).rejects.toThrow(
      /2 accounts are no members, and nobody answers.*\n.*--owner WHO/,
    );
    expect((await adopt({ yes: true, owner: "sec@messy.example" })).code).toBe(0);
  });

  it("takes nothing from a region that the config does not plan", async () => {
    found({
      "us-east-1": region,
      "sa-east-1": { ...region, organization: { newAccounts: "ALL", features: {} } },
    });
    const { out } = await adopt({ yes: true });
    expect(out.filter((line) => line.includes("sa-east-1"))).toEqual([]);
    expect(loadProject(config).config.organizations.aws!.enrolment.newAccounts).toBe("NEW");
  });

  it("rejects to adopt ALL while the config excludes an account, and names the region", async () => {
    const exclude =
      '{ mode: explicit, newAccounts: NEW, exclude: { "555555555555": { reason: x, owner: y } } }';
    writeFileSync(config, original.replace(/enrolment: .*/, `enrolment: ${exclude}`));
    found({ "us-east-1": { ...region, organization: { newAccounts: "ALL", features: {} } } });
    await expect(adopt({ yes: true })).rejects.toThrow(
      /enrols ALL accounts in us-east-1, and the config excludes 555555555555\n +fix: take them off/,
    );
  });

  it("rejects snapshots in which another account administers everything, and names it", async () => {
    found({ "us-east-1": emptyRegion({ delegatedTo: "333333333333" }) });
    await expect(adopt({ yes: true })).rejects.toThrow(
      /another account administers GuardDuty.*: us-east-1 by 333333333333\n +fix: name that account/,
    );
  });

  it("rejects snapshots in which nothing is administered", async () => {
    found({ "us-east-1": emptyRegion() });
    await expect(adopt({ yes: true })).rejects.toThrow(
      /there is nothing to adopt\n +fix: \.\/orgduty discover/,
    );
  });
});
