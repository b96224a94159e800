import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { seedMesses } from "../../../../cli/commands/local/seed/seed-messes";
import { readSeed } from "../../../../cli/commands/local/seed/read-seed";
import type { DoctorDocument } from "../../../../doctor/report/document";
import { found } from "../../../../existing/part";
import { startLocalAws, type LocalAws } from "../../../../local-aws/start";
import { loadProject } from "../../../../organization/load-project";
import { parseSnapshot } from "../../../../organization/parse-snapshot";
import type { Manifest } from "../../../../plans-folder/manifest";
import { table } from "../../../../scripts/generated/page";
import { Orgduty } from "../../../support/async-orgduty";
import { copyOfExample, orgduty as command, ROOT } from "../../../support/orgduty";
import { motoIsThere } from "../../../support/running-local-aws";
import { commandIn, Person } from "./a-person";
import { isOf, saidBy, SEEDED_MESS, type Said } from "./seeded-mess";

const MANAGEMENT = "111111111111";
const ADMINISTRATOR = "222222222222";
const PAGE = join(ROOT, "docs/seeded-mess.md");
const SECRET = "messy/guardduty/log-relay";

describe("examples/messy", () => {
  const { folder, config } = copyOfExample("messy");
  const snapshot = join(folder, "accounts/aws.json");
  let aws: LocalAws;
  let orgduty: Orgduty;
  let person: Person;
  let said: readonly Said[];
  let report: DoctorDocument;
  let discovered: string;
  let before: readonly string[];

  beforeAll(async () => {
    await motoIsThere();
    const project = loadProject(config);
    aws = await startLocalAws({
      folder: join(folder, "aws"),
      guardDuty: { delays: { firstDelegationMs: 0, autoEnableMs: 0 } },
    });
    await aws.seed(project.snapshots.aws!);
    await seedMesses(aws, project, readSeed("seed.yaml", project, { cwd: folder }));
    orgduty = new Orgduty(config, aws.url);
    person = new Person(aws.url, MANAGEMENT);
    discovered = await orgduty.succeed("discover");
    before = detectors();
    const { code, stdout } = await orgduty.run("doctor", "--json");
    expect(code).toBe(2);
    report = JSON.parse(stdout) as DoctorDocument;
    said = saidBy(report);
  }, 300_000);
  afterAll(async () => {
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The detectors of both accounts as discover recorded them: `us-east-1 222222222222 ID`. */
  function detectors(): string[] {
    const { regions } = parseSnapshot(readFileSync(snapshot, "utf8"), snapshot);
    return Object.entries(regions).flatMap(([region, part]) => {
      const { management, administrator } = found(part) ?? {};
      return [management, administrator].flatMap((account) => {
        const detector = found(account?.detector);
        return detector ? [`${region} ${account!.accountId} ${detector.id}`] : [];
      });
    });
  }

  const lines = (check: string, names: RegExp) =>
    said.filter((line) => line.check === check && names.test(line.what));

  async function plan(name: string): Promise<Manifest["stacks"]> {
    const out = join(folder, name);
    await orgduty.succeed("plan", "--out", out);
    return (JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")) as Manifest).stacks;
  }

  it.each(SEEDED_MESS.map((mess) => [mess.what, mess] as const))("has %s, and doctor names it", (_, mess) => {
    const same = said.filter(({ check, region }) => check === mess.check && region === mess.region);
    expect(same.some((line) => isOf(mess, line)) ? [] : same).toEqual([]);
  });

  it("has nothing else that doctor is not content with", () => {
    const invented = said.filter((line) => !SEEDED_MESS.some((mess) => isOf(mess, line)));
    expect(invented.filter(({ line }) => line !== "fine")).toEqual([]);
  });

  it("is read although GuardDuty throttles, and what may not be read is named", () => {
    expect(discovered).toMatch(/5 regions read, .* 3 parts unread \(\d+ calls(, \d+ throttled)?\)/);
    for (const unread of ["? eu-west-2 all of it", "? eu-central-1 members", "? eu-central-1 organization"])
      expect(discovered).toContain(unread);
    expect(before).toHaveLength(5);
  });

  it("has its table in docs/seeded-mess.md", () => {
    if (process.env.ORGDUTY_WRITE_SEEDED_MESS) writeFileSync(PAGE, page());
    else expect(readFileSync(PAGE, "utf8")).toBe(page());
  });

  it("is adopted by doing what doctor says: nothing is lost, and nothing is left", async () => {
    await mend();
    expect(await orgduty.succeed("discover")).toContain("0 parts unread");
    expect(command(["adopt", "--yes", "--config", config])).toMatchObject({ status: 0 });
    expect(readFileSync(config, "utf8")).toContain("newAccounts: ALL");
    await orgduty.succeed("doctor");
    const planned = await plan("plans");
    // Five detectors; twice the delegation and the organization's configuration. ALL needs no member resources.
    expect(planned.reduce((sum, { imports = 0 }) => sum + imports, 0)).toBe(9);
    expect(planned.map(({ destroys }) => destroys)).toEqual(planned.map(() => 0));
    // It calls nothing in AWS, so this process need not answer meanwhile.
    const review = command(["review", "--config", config, "--out", join(folder, "plans")]);
    expect(review).toMatchObject({ status: 0 });
    await orgduty.succeed("apply", "--yes", "--out", join(folder, "plans"));
    writeFileSync(join(folder, "relay.json"), JSON.stringify({ token: "a token of nobody" }));
    await person.types(
      ADMINISTRATOR,
      `aws secretsmanager put-secret-value --secret-id ${SECRET} --secret-string file://${folder}/relay.json`,
    );
    for (const { adds, changes, destroys, imports } of await plan("again"))
      expect([adds, changes, destroys, imports]).toEqual([0, 0, 0, undefined]);
    await orgduty.succeed("discover");
    expect(detectors()).toEqual(expect.arrayContaining([...before]));
    await orgduty.succeed("verify", "--wait", "2");
  }, 1_800_000);

  /** Everything that doctor has a command for, and the region that it says to leave out. */
  async function mend(): Promise<void> {
    for (const migration of report.migrations) await person.migrates(migration);
    const leaving = lines("members", /still associated|no account of the organization/);
    for (const { fix } of leaving.filter((line) => line.fix.includes("aws guardduty")))
      await person.types(ADMINISTRATOR, fix);
    for (const { fix } of lines("settings", /ranks/)) await person.types(ADMINISTRATOR, commandIn(fix));
    for (const { fix, evidence } of lines("settings", /archive findings/))
      await person.types(ADMINISTRATOR, commandIn(fix).replace("NAME", /^"[^"]*"/.exec(evidence)![0]));
    for (const { fix, evidence } of lines("settings", /trusted IP lists/))
      await person.types(ADMINISTRATOR, commandIn(fix).replace("ID", /\((.*)\)/.exec(evidence)![1]!));
    for (const { fix } of lines("settings", /EKS Runtime Monitoring/))
      await person.types(ADMINISTRATOR, commandIn(fix));
    for (const { fix } of lines("forwarders", /^the rule/)) await person.types(ADMINISTRATOR, commandIn(fix));
    const denied = lines("regions", /everything that is asked/).map(({ region }) => region);
    const document = parseDocument(readFileSync(config, "utf8"));
    const regions = (document.toJS() as { regions: string[] }).regions;
    // One in which nothing was on is left out as well, because each region takes a minute.
    const kept = regions.filter((region) => !denied.includes(region) && region !== "ap-southeast-1");
    document.set("regions", kept);
    writeFileSync(config, document.toString());
  }

  function page(): string {
    const rows = SEEDED_MESS.map((mess) => {
      const line = said.find((one) => isOf(mess, one));
      const where = mess.region ?? "";
      return [
        mess.what,
        where,
        `doctor: \`${mess.check}\``,
        mess.line,
        line?.what.replaceAll("|", "\\|") ?? "",
      ];
    });
    return `# Seeded mess

What \`orgduty doctor\` says of each of ${rows.length} things that \`examples/messy\` has before orgduty comes. Written by the run of
\`__tests__/e2e/all/adopting-messy/messy.test.ts\` (\`make test-all\`) with \`ORGDUTY_WRITE_SEEDED_MESS=1\`, else compared. It also sees that
doctor is not content with anything else, does what the lines say, and takes the organization over: the same detectors, an
empty second plan, no gap. GuardDuty throttles one request in fifty there, by chance; \`discover\` counts them, and loses nothing.

${table(["seeded", "region", "command: check", "line", "what it says"], rows)}
`;
  }
});
