import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { PARTITIONS, type Partition } from "../../aws/partitions";
import type { ForwardingConfig, HttpsRelay } from "../../config/config";
import type { Region } from "../../config/regions";
import { diagnose, type Diagnosis, type DoctorProps } from "../../doctor/doctor";
import type { Line } from "../../doctor/line";
import type { DoctorDocument } from "../../doctor/report/document";
import { buildForwarderBundle } from "../../lambda-src/bundle";
import { clientSettings } from "../../local-aws/clients";
import { startLocalAws, type LocalAws } from "../../local-aws/start";
import type { Project } from "../../organization/load-project";
import { Orgduty } from "../support/async-orgduty";
import { copyOfExample } from "../support/orgduty";
import { deployGuardDuty } from "../support/deployed/guardduty";
import { deployPipeline } from "../support/deployed/pipeline";
import { table } from "../../scripts/generated/page";
import { acme, resourcesOf } from "../support/fleet";
import { TestAuthority } from "../support/receivers/certificates";
import { HttpsReceiver } from "../support/receivers/https-receiver";
import { CONSEQUENCES, GUARDDUTY_PROBLEMS } from "./doctor-problems/guardduty-problems";
import { BUCKET, CHINA_PROBLEMS, ORGANIZATION_PROBLEMS } from "./doctor-problems/organization-problems";
import { PATH_PROBLEMS } from "./doctor-problems/path-problems";
import { isOf, type SeededProblem, type World } from "./doctor-problems/problem";

const TABLE = resolve(__dirname, "../../docs/doctor.md");
const PROBLEMS = [...GUARDDUTY_PROBLEMS, ...PATH_PROBLEMS, ...ORGANIZATION_PROBLEMS, ...CHINA_PROBLEMS];
const ROLES = ["orgduty-plan", "orgduty-apply"];

describe("orgduty doctor", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-doctor-"));
  const authority = new TestAuthority(join(folder, "tls"));
  const relay = new HttpsReceiver(authority.issue("relay", undefined, 365));

  beforeAll(() => relay.start());
  afterAll(async () => {
    await relay.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Acme with a relay on this machine, and other settings in each partition. */
  function project(forwarding: Partial<Record<Partition, Partial<ForwardingConfig>>> = {}): Project {
    const { config, ...rest } = acme();
    const url = `https://localhost:${relay.port}/guardduty`;
    const organizations = Object.fromEntries(
      PARTITIONS.map((partition) => {
        const organization = config.organizations[partition]!;
        const { secretName = "acme/guardduty/log-relay" } = organization.forwarding!.logRelay;
        const logRelay: HttpsRelay & { secretName: string } = {
          ...{ protocol: "https", url, headers: {}, authentication: "bearer", secretName },
        };
        const own = { ...organization.forwarding!, logRelay, ...forwarding[partition] };
        return [partition, { ...organization, forwarding: own }];
      }),
    );
    return { ...rest, config: { ...config, organizations } };
  }

  async function start(name: string, { snapshots, config }: Project): Promise<LocalAws> {
    const delays = { firstDelegationMs: 0, autoEnableMs: 0 };
    const aws = await startLocalAws({ folder: join(folder, name), guardDuty: { delays } });
    for (const snapshot of Object.values(snapshots)) await aws.seed(snapshot);
    for (const { partition, ...organization } of Object.values(config.organizations))
      for (const account of [organization.managementAccountId, organization.administratorAccountId])
        await makeRoles(aws.url, account, partition === "aws" ? "us-east-1" : "cn-north-1");
    return aws;
  }

  async function makeRoles(url: string, account: string, region: string): Promise<void> {
    const client = new IAMClient(clientSettings(url, account, region));
    const document = (Statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [Statement] });
    for (const RoleName of ROLES) {
      const trust = document({ Effect: "Allow", Principal: { AWS: account }, Action: "sts:AssumeRole" });
      await client.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
      const PolicyDocument = document({ Effect: "Allow", Action: "*", Resource: "*" });
      await client.send(new PutRolePolicyCommand({ RoleName, PolicyName: "all", PolicyDocument }));
    }
    client.destroy();
  }

  const ask = (
    aws: LocalAws,
    { config, snapshots }: Project,
    props: Partial<DoctorProps>,
  ): Promise<Diagnosis> =>
    diagnose({
      ...{ config, snapshots, resources: [], held: new Map(), doubts: [] },
      ...{ endpoint: aws.url, ...props },
    });

  const notFine = ({ lines }: Diagnosis): Line[] => lines.filter(({ outcome }) => outcome !== "fine");

  describe("of a healthy organization", () => {
    let healthy: Project;
    let aws: LocalAws;
    beforeAll(async () => {
      healthy = project();
      aws = await start("healthy", healthy);
    }, 120_000);
    afterAll(() => aws?.stop());

    it("invents no problem before the first apply, but that the relay's authority is not known yet", async () => {
      const diagnosis = await ask(aws, healthy, { resources: resourcesOf(healthy) });
      expect(notFine(diagnosis).map(({ check, what }) => [check, what])).toEqual(
        PARTITIONS.map(() => [
          "relay",
          `the certificate of the relay localhost:${relay.port} is not trusted`,
        ]),
      );
    });

    it("invents none after it", async () => {
      const zip = readFileSync(buildForwarderBundle(join(folder, "forwarder.zip")).path);
      const resources = resourcesOf(healthy, zip);
      const secret = JSON.stringify({ token: "t", ca: authority.ca.certificate });
      const regions: Region[] = ["us-east-1", "eu-west-1"];
      for (const region of regions) {
        const place = {
          endpoint: aws.url,
          config: healthy.config,
          organization: healthy.config.organizations.aws!,
          region,
          resources,
        };
        await deployGuardDuty(place, healthy.snapshots.aws!);
        await deployPipeline(place, { zip, secret });
      }
      const held = new Map<string, Set<string>>();
      for (const { stack, address } of resources)
        held.set(stack, (held.get(stack) ?? new Set()).add(address));
      const diagnosis = await ask(aws, healthy, { resources, held, regions });
      expect(notFine(diagnosis)).toEqual([]);
      expect(JSON.stringify(diagnosis)).not.toContain('"t"');
    });

    it("says of what AWS refuses that it was not checked, and checks the rest", async () => {
      await aws.faults.add({ kind: "deny", service: "events", operation: "ListRules" });
      const diagnosis = await ask(aws, healthy, { resources: resourcesOf(healthy), regions: ["ap-south-1"] });
      const forwarders = diagnosis.lines.filter(({ check }) => check === "forwarders");
      expect(forwarders.map(({ outcome }) => outcome)).toEqual(["unchecked"]);
      expect(
        diagnosis.lines.filter(({ check }) => check === "detectors").map(({ outcome }) => outcome),
      ).toEqual(["fine", "fine"]);
      aws.faults.clear();
    });

    it("ends with 0 if nothing is in the way, with 1 if something was refused, and with 2 on a blocker", async () => {
      const { folder: example, config } = copyOfExample("acme");
      const orgduty = new Orgduty(config, aws.url);
      const run = (region: string) => orgduty.run("doctor", "--json", "--region", region);
      // In another organization than the one that was deployed to above, whose secret has replicas everywhere.
      const free = await run("cn-north-1");
      await aws.faults.add({ kind: "deny", service: "events", operation: "ListRules" });
      const refused = await run("cn-north-1");
      aws.faults.clear();
      // Deployed above, by a state that this config does not have.
      const taken = await run("eu-west-1");
      rmSync(example, { recursive: true, force: true });
      expect([free, refused, taken].map(({ code }) => code)).toEqual([0, 1, 2]);
      const documents = [free, refused, taken].map(({ stdout }) => JSON.parse(stdout) as DoctorDocument);
      expect(documents.map(({ schemaVersion, regions }) => [schemaVersion, regions])).toEqual([
        [1, ["cn-north-1"]],
        [1, ["cn-north-1"]],
        [1, ["eu-west-1"]],
      ]);
      expect(documents[1]!.unchecked.some(({ check }) => check === "forwarders")).toBe(true);
    }, 180_000);
  });

  describe("of a messy organization", () => {
    const unheard = {
      protocol: "https",
      url: "https://localhost:1/",
      headers: {},
      authentication: "none",
    } as const;
    let messy: Project;
    let aws: LocalAws;
    let diagnosis: Diagnosis;

    beforeAll(async () => {
      const base = project({ "aws-cn": { reservedConcurrency: 950, logRelay: unheard } });
      const state = { s3: { bucket: BUCKET, region: "us-east-1" } };
      const organizations = {
        ...base.config.organizations,
        aws: { ...base.config.organizations.aws!, state },
      };
      messy = { ...base, config: { ...base.config, organizations } };
      aws = await start("messy", messy);
      const resources = resourcesOf(messy);
      for (const problem of PROBLEMS) {
        const partition = CHINA_PROBLEMS.includes(problem) ? "aws-cn" : "aws";
        const organization = messy.config.organizations[partition]!;
        const world: World = { aws, organization, snapshot: messy.snapshots[partition]!, resources };
        await problem.make(world);
      }
      diagnosis = await ask(aws, messy, { resources });
    }, 240_000);
    afterAll(() => aws?.stop());

    it.each(PROBLEMS.map((problem) => [problem.what, problem] as const))("names %s", (_, problem) => {
      const same = diagnosis.lines.filter(({ check }) => check === problem.check);
      expect(
        same.some((line) => isOf(problem, line)) ? [] : same.filter(({ outcome }) => outcome !== "fine"),
      ).toEqual([]);
    });

    it("invents none", () => {
      const known = [
        ...PROBLEMS,
        ...CONSEQUENCES,
        { check: "relay", outcome: "blocker", names: /not trusted/ },
      ] as SeededProblem[];
      expect(notFine(diagnosis).filter((line) => !known.some((problem) => isOf(problem, line)))).toEqual([]);
    });

    it("prints the migration in order, with what is lost", () => {
      const [migration] = diagnosis.migrations;
      expect(migration?.regions).toEqual(["cn-north-1"]);
      const text = JSON.stringify(migration!.steps);
      const order = [
        "--auto-enable-organization-members NONE",
        "disassociate-members",
        "delete-members",
        "disable-organization-admin-account",
        "orgduty apply",
      ];
      expect(
        order.map((part) => text.indexOf(part)).every((at, index, all) => at > (all[index - 1] ?? 0)),
      ).toBe(true);
      expect(migration!.lost.join()).toContain(`findings stay with ${migration!.from}`);
    });

    it("has its table in docs/doctor.md", () => {
      const page = readFileSync(TABLE, "utf8");
      const [before = "", rest = ""] = page.split("<!-- seeded problems -->");
      const after = rest.split("<!-- end of seeded problems -->")[1] ?? "";
      const rows = PROBLEMS.map((problem) =>
        rowOf(
          problem,
          diagnosis.lines.find((line) => isOf(problem, line))!,
        ),
      );
      const head = ["problem", "check", "line", "what doctor says"];
      const text = `<!-- seeded problems -->\n\n${table(head, rows)}\n\n<!-- end of seeded problems -->`;
      const made = `${before}${text}${after}`;
      if (process.env.ORGDUTY_WRITE_DOCTOR_TABLE) writeFileSync(TABLE, made);
      else expect(unaligned(made)).toBe(unaligned(page));
    });
  });
});

/** A page's tables without the spaces and dashes that only align their columns. */
function unaligned(page: string): string {
  return page.replace(/ +\|/g, " |").replace(/-{3,}/g, "---");
}

function rowOf({ what, check, outcome }: SeededProblem, line: Line): string[] {
  const said = line.what.replace(/:\d{4,5}\b/, ":PORT").replaceAll("|", "\\|");
  return [what, `\`${check}\``, outcome, said];
}
