import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { startLocalAws, type LocalAws } from "../../../../local-aws/start";
import type { Manifest } from "../../../../plans-folder/manifest";
import { exampleOrganizations, SECRET_NAME, writeDemoConfig } from "../../../../scripts/demo/config";
import { fillSecret } from "../../../../scripts/demo/finding";
import { Orgduty } from "../../../support/async-orgduty";
import { TestAuthority } from "../../../support/receivers/certificates";
import { HttpsReceiver } from "../../../support/receivers/https-receiver";
import { eventually, NODE22 } from "../../../support/running-local-aws";
import { stall } from "../../../support/living/killed";
import { NumberedFindings } from "../../../support/living/numbered-findings";
import { undeliverable } from "../../../support/living/undeliverable";

const ADMINISTRATOR = "222222222222";
const REGIONS = ["us-east-1", "eu-west-1"];

describe("A change of topology while findings come every second", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-topology-"));
  const plans = join(folder, "plans");
  let aws: LocalAws;
  let orgduty: Orgduty;
  let relay: HttpsReceiver;
  let findings: NumberedFindings;
  let config = "";

  beforeAll(async () => {
    const authority = new TestAuthority(join(folder, "relay"));
    relay = new HttpsReceiver(authority.issue("relay"));
    await relay.start();
    aws = await startLocalAws({
      folder: join(folder, "aws"),
      nodes: [NODE22],
      guardDuty: { delays: { firstDelegationMs: 0 } },
    });
    await aws.seed(exampleOrganizations()[0]!);
    config = writeDemoConfig(folder, REGIONS, `https://127.0.0.1:${relay.port}/guardduty`);
    edit((document) => {
      document.deleteIn(["organizations", "aws-cn"]);
      document.setIn(["organizations", "aws", "homeRegion"], "us-east-1");
      document.setIn(["review"], {
        rules: { "OD-004": "warn" },
        exceptions: ["aws_sqs_queue.*", "aws_secretsmanager_secret.*"].map((address) => ({
          ...{ rule: "OD-001", address },
          ...{ reason: "a rehearsal", owner: "sec", until: "2027-06-30" },
        })),
      });
    });
    orgduty = new Orgduty(config, aws.url);
    await orgduty.succeed("discover");
    await orgduty.succeed("plan", "--out", plans);
    await orgduty.succeed("apply", "--out", plans, "--yes");
    const secret = { token: "t", ca: authority.ca.certificate };
    await fillSecret(aws.url, { accountId: ADMINISTRATOR, region: "us-east-1" }, SECRET_NAME, secret);
    findings = new NumberedFindings(aws.url, ADMINISTRATOR, REGIONS);
  }, 1_200_000);

  afterAll(async () => {
    await findings?.stop();
    await relay?.stop();
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function edit(change: (document: ReturnType<typeof parseDocument>) => void): void {
    const document = parseDocument(readFileSync(config, "utf8"));
    change(document);
    writeFileSync(config, document.toString());
  }

  async function change(topology: "hub" | "regional"): Promise<string> {
    edit((document) => {
      document.setIn(["forwarding", "topology"], topology);
      if (topology === "hub")
        document.setIn(["forwarding", "hub"], { reason: "one address", owner: "sec", until: "2027-06-30" });
      else document.deleteIn(["forwarding", "hub"]);
    });
    await orgduty.succeed("plan", "--out", plans);
    if (topology === "hub") await stall(aws.url, ADMINISTRATOR, "eu-west-1");
    const { code, stderr } = await orgduty.run("apply", "--out", plans, "--yes");
    expect([code, code === 0 ? "" : stderr]).toEqual([0, ""]);
    await orgduty.succeed("plan", "--out", plans);
    const { stacks } = JSON.parse(readFileSync(join(plans, "manifest.json"), "utf8")) as Manifest;
    for (const stack of stacks) expect(stack).toMatchObject({ adds: 0, changes: 0, destroys: 0 });
    return stderr;
  }

  it("goes to a hub: regions' queues are emptied before they are removed", async () => {
    const said = await change("hub");
    for (const region of REGIONS) {
      expect(said).toContain(
        `${region}: findings that wait in demo-guardduty-findings are moved on before it is removed`,
      );
      expect(said).toContain(`${region}: findings go to their new target`);
      expect(said).toContain(`${region}: demo-guardduty-findings: empty`);
    }
    expect(said).toMatch(/eu-west-1: demo-guardduty-findings: empty, \d+ findings were moved on/);
  }, 1_200_000);

  it("goes back: the hub is there until the last region has left it, and is emptied then", async () => {
    const said = await change("regional");
    expect(said).toContain("foundation-aws is applied after its regions");
    expect(said).toContain("foundation-aws: demo-guardduty-findings-hub: empty");
  }, 1_200_000);

  it("loses nothing", async () => {
    await findings.stop();
    const outcome = () => findings.outcome(relay.lines);
    await eventually("every finding is at the relay", () => outcome().lost.length === 0, 300_000).catch(
      () => undefined,
    );
    const { lost, duplicates } = outcome();
    const sent = [...findings.sent.values()].reduce((sum, count) => sum + count, 0);
    console.log(`${sent} findings sent, ${lost.length} lost, ${duplicates} came twice`);
    expect(sent).toBeGreaterThan(100);
    expect(lost).toEqual([]);
    expect(await undeliverable(aws.url, ADMINISTRATOR, REGIONS)).toEqual([]);
  }, 600_000);
});
