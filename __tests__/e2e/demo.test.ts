import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
} from "@aws-sdk/client-cloudwatch";
import { DescribeRuleCommand, EventBridgeClient, PutRuleCommand } from "@aws-sdk/client-eventbridge";
import { clientSettings } from "../../local-aws/clients";
import { startLocalAws, type LocalAws } from "../../local-aws/start";
import { loadProject } from "../../organization/load-project";
import { Commands } from "../../scripts/demo/commands";
import { leftInAws } from "../../scripts/demo/left-in-aws";
import { changesIn, runLoop } from "../../scripts/demo/loop";
import { Relay } from "../../scripts/demo/relay";
import { ROOT } from "../support/orgduty";
import { eventually, NODE22 } from "../support/running-local-aws";

const DEMO = ["--import", "tsx", join(ROOT, "scripts/demo.ts")];
const MEMBER = "012345678901";
const ADMINISTRATOR = "222222222222";
const WATCHED = "us-east-1";
const PATH = "demo-guardduty-findings";
const MEMBER_ROLE = "OrganizationAccountAccessRole";

/** What `verify --json` prints, as far as these tests look. */
interface VerifyDocument {
  readonly gaps: readonly unknown[];
  readonly samples: readonly {
    readonly region: string;
    readonly delivered: boolean;
    readonly path: string;
  }[];
}

const newFolder = () => mkdtempSync(join(tmpdir(), "demo-"));

/** Processes of this machine that work in a folder or name it in their command line. */
function processesOf(folder: string): string[] {
  const about = (pid: string) => {
    try {
      return `${readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")} ${readlinkSync(`/proc/${pid}/cwd`)}`;
    } catch {
      return "";
    }
  };
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map(about).filter((text) => text.includes(folder));
}

/** Whether the moto that logs into a folder still answers. */
function motoAnswers(folder: string): Promise<boolean> {
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(readFileSync(join(folder, "moto.log"), "utf8"))?.[0];
  return fetch(`${url}/moto-api/data.json`).then(
    () => true,
    () => false,
  );
}

describe("The whole loop on the local AWS", () => {
  const folder = newFolder();
  const relay = new Relay(join(folder, "relay"), "token");
  const { signal } = new AbortController();
  let local: LocalAws;
  let commands: Commands;

  beforeAll(async () => {
    local = await startLocalAws({ folder, nodes: [NODE22] });
    commands = new Commands(folder, local.url, signal);
  });
  afterAll(async () => {
    await local.stop();
    await relay.close();
    expect(processesOf(folder)).toEqual([]);
    expect(await motoAnswers(folder)).toBe(false);
  });

  // A region after the canary's, with its replica of the secret: that is a test of make test-all, and of every make demo.
  it("discovers, plans, applies a region and China, delivers a finding, plans nothing more", async () => {
    const regions = ["us-east-1", "cn-north-1"];
    const relayUrl = await relay.listen();
    const silent = { step: () => undefined, say: () => undefined };
    const { findings, left } = await runLoop({ folder, regions, relay, relayUrl, local, signal, ...silent });
    expect(findings).toBe(1);
    expect(left).toEqual({ adds: 0, changes: 0, destroys: 0 });
  }, 1_200_000);

  it("has no gap, and verify sees a sample of the administrator's and one of a member's delivered", async () => {
    const args = ["verify", "--json", "--sample"];
    const own = JSON.parse(await commands.run(...args)) as VerifyDocument;
    expect(own.gaps).toEqual([]);
    expect(own.samples.map(({ region, delivered }) => [region, delivered])).toEqual([
      ["cn-north-1", true],
      ["us-east-1", true],
    ]);
    const role = ["--region", "us-east-1", "--sample-member", MEMBER, "--member-role", MEMBER_ROLE];
    const member = JSON.parse(await commands.run(...args, ...role)) as VerifyDocument;
    const path = expect.stringContaining(`member ${MEMBER}`) as string;
    expect(member.samples).toEqual([expect.objectContaining({ delivered: true, path })]);
    expect(relay.count(MEMBER)).toBeGreaterThan(1);
  });

  it("misses its heartbeats once a rule's filter was changed by hand and picks nothing", async () => {
    const heartbeats = () => relay.count('"heartbeat":{}');
    const fire = () =>
      local.fire(`arn:aws:scheduler:${WATCHED}:${ADMINISTRATOR}:schedule/default/${PATH}-heartbeat`);
    const [arrived, start] = [heartbeats(), new Date()];
    await fire();
    await eventually("a heartbeat arrives", () => heartbeats() > arrived);
    await eventually("it is counted", async () => !(await alarmsOnSilence(start)));
    const events = new EventBridgeClient(clientSettings(local.url, ADMINISTRATOR, WATCHED));
    const { EventPattern, Description, State } = await events.send(new DescribeRuleCommand({ Name: PATH }));
    const detail = { type: [{ prefix: "Recon:EC2/NoSuchType" }] };
    const changed = JSON.stringify({ ...(JSON.parse(EventPattern!) as object), detail });
    await events.send(new PutRuleCommand({ Name: PATH, Description, State, EventPattern: changed }));
    const [before, delivered] = [heartbeats(), local.deliveries().length];
    // CloudWatch counts by the second.
    await sleep(2_000);
    const since = new Date();
    await fire();
    await sleep(5_000);
    expect([heartbeats(), local.deliveries().length]).toEqual([before, delivered]);
    expect(await alarmsOnSilence(since)).toBe(true);
    await expect(commands.run("verify", "--json", "--region", WATCHED)).rejects.toThrow(
      /RULE_PATTERN_DIFFERS/,
    );
    await events.send(new PutRuleCommand({ Name: PATH, Description, State, EventPattern }));
    await fire();
    await eventually("a heartbeat arrives again", () => heartbeats() > before);
    await eventually("it is counted again", async () => !(await alarmsOnSilence(since)));
    events.destroy();
  });

  /** What CloudWatch makes of the forwarder's count since then, which the local AWS keeps and does not judge. */
  async function alarmsOnSilence(since: Date): Promise<boolean> {
    const client = new CloudWatchClient(clientSettings(local.url, ADMINISTRATOR, WATCHED));
    const named = new DescribeAlarmsCommand({ AlarmNames: [`${PATH}-nothing-delivered`] });
    const [alarm] = (await client.send(named)).MetricAlarms!;
    const { Namespace, MetricName, Dimensions, Threshold } = alarm!;
    expect(alarm).toMatchObject({ ComparisonOperator: "LessThanThreshold", TreatMissingData: "breaching" });
    const counted = new GetMetricStatisticsCommand({
      ...{ Namespace, MetricName, Dimensions, Statistics: ["Sum"], Period: 3_600 },
      ...{ StartTime: since, EndTime: new Date(Date.now() + 60_000) },
    });
    const { Datapoints = [] } = await client.send(counted);
    client.destroy();
    return Datapoints.every(({ Sum = 0 }) => Sum < Threshold!);
  }

  it("changes a plan's mode in place, in one region", async () => {
    const config = join(folder, "orgduty.yaml");
    const edited = readFileSync(config, "utf8").replace("eksAuditLogs: NEW", "eksAuditLogs: NONE");
    // Apply refuses plans that leave regions out or lower a plan, unless the config says otherwise.
    writeFileSync(config, `${edited}\nreview: {rules: {OD-004: warn, OD-066: warn}}\n`);
    const plan = () => commands.run("plan", "--out", "plans", "--stack", "us-east-1");
    await plan();
    // The organization's setting and the administrator's own.
    expect(changesIn(join(folder, "plans"))).toEqual({ adds: 0, changes: 2, destroys: 0 });
    await commands.run("apply", "--out", "plans", "--yes");
    await plan();
    expect(changesIn(join(folder, "plans"))).toEqual({ adds: 0, changes: 0, destroys: 0 });
  }, 600_000);

  it("has left something of each kind that a take-down is counted in", async () => {
    const { config } = loadProject(join(folder, "orgduty.yaml"));
    const kinds = new Set((await leftInAws(config, local.url)).map((text) => text.split(": ")[1]));
    // That all of it goes is a test of make test-all, and of every make demo.
    expect([...kinds].sort()).toEqual([
      "alarm",
      "delegation",
      "detector",
      "function",
      "log group",
      "queue",
      "rule",
      "schedule",
      "secret",
    ]);
  });
});

describe("make demo", () => {
  it("names everything that is missing before it does anything", () => {
    const folder = join(newFolder(), "demo");
    const env = {
      ...process.env,
      DEMO_FOLDER: folder,
      TERRAFORM_BINARY_NAME: "/nowhere/terraform",
      PATH: "/nowhere",
    };
    const { status, stderr } = spawnSync(process.execPath, DEMO, { cwd: ROOT, env, encoding: "utf8" });
    expect(status).toBe(1);
    for (const what of ["Terraform not found", "moto 5.2", "openssl"]) expect(stderr).toContain(what);
    expect(existsSync(folder)).toBe(false);
  });

  it("ends all it started when it is interrupted", async () => {
    const folder = newFolder();
    const env = { ...process.env, DEMO_FOLDER: folder };
    const child = spawn(process.execPath, DEMO, { cwd: ROOT, env, stdio: ["ignore", "ignore", "pipe"] });
    let told = "";
    child.stderr.on("data", (chunk: Buffer) => (told += chunk.toString()));
    await eventually("it plans", () => told.includes("orgduty plan:"), 120_000);
    await eventually("Terraform runs in its folder", () => processesOf(folder).length > 0, 60_000);
    expect(await motoAnswers(folder)).toBe(true);
    child.kill("SIGINT");
    const [code] = (await once(child, "exit")) as [number | null];
    expect(code).toBe(130);
    expect(told).toContain("interrupted");
    expect(processesOf(folder)).toEqual([]);
    expect(await motoAnswers(folder)).toBe(false);
  });
});
