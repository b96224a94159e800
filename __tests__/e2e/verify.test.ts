import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DeleteMembersCommand, DisassociateMembersCommand, GuardDutyClient } from "@aws-sdk/client-guardduty";
import { buildForwarderBundle } from "../../lambda-src/bundle";
import { startLocalAws, type LocalAws } from "../../local-aws/start";
import { loadProject } from "../../organization/load-project";
import { Orgduty } from "../support/async-orgduty";
import { deployGuardDuty } from "../support/deployed/guardduty";
import { deployPipeline } from "../support/deployed/pipeline";
import { acting, type Place } from "../support/deployed/place";
import { resourcesOf } from "../support/fleet";
import { copyOfExample } from "../support/orgduty";

const MEMBER = "012345678901";

describe("orgduty verify", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-verify-"));
  const { folder: example, config: configPath } = copyOfExample("acme");
  const project = loadProject(configPath);
  const { config, snapshots } = project;
  let aws: LocalAws;
  let place: Place;
  let detectorId: string;
  let orgduty: Orgduty;

  beforeAll(async () => {
    aws = await startLocalAws({ folder, guardDuty: { delays: { firstDelegationMs: 0 } } });
    await aws.seed(snapshots.aws!);
    const zip = readFileSync(buildForwarderBundle(join(folder, "forwarder.zip")).path);
    const resources = resourcesOf(project, zip);
    const organization = config.organizations.aws!;
    place = { endpoint: aws.url, config, organization, region: "eu-west-1", resources };
    detectorId = await deployGuardDuty(place, snapshots.aws!);
    await deployPipeline(place, { zip, secret: JSON.stringify({ token: "t" }) });
    orgduty = new Orgduty(configPath, aws.url);
  });

  afterAll(async () => {
    await aws?.stop();
    for (const one of [folder, example]) rmSync(one, { recursive: true, force: true });
  });

  const verify = (...args: string[]) => orgduty.run("verify", "--region", "eu-west-1", ...args);

  it("ends with 0 where all is as the config wants it, and leaves a page that says so", async () => {
    const page = join(folder, "verify.html");
    const { code, stdout } = await verify("--html", page);
    expect([code, stdout.trim().split("\n").at(-1)]).toEqual([0, "0 gaps in 1 region"]);
    expect(readFileSync(page, "utf8")).toContain('<p class="verdict good">0 gaps in 1 region</p>');
  });

  it("says when the snapshot was taken", async () => {
    expect((await verify()).stdout).toContain(`aws: accounts as of ${snapshots.aws!.readAt}`);
  });

  it("takes at most 60 calls, as the region has fewer than 51 members", async () => {
    const { regions } = JSON.parse((await verify("--json")).stdout) as { regions: { calls: number }[] };
    expect(regions.map(({ calls }) => calls <= 60)).toEqual([true]);
  });

  it("prints what it found where the page cannot be written, and leaves it new for the next run", async () => {
    const history = join(folder, "unwritten.jsonl");
    const { code, stdout, stderr } = await verify("--html", "/nonexistent/v.html", "--history", history);
    expect([code, stdout.trim().split("\n").at(-1)]).toEqual([1, "0 gaps in 1 region"]);
    expect(stderr).toMatch(/\/nonexistent\/v\.html: not written, [\s\S]*fix: /);
    expect(existsSync(history)).toBe(false);
  });

  it("ends with 2 on a gap, prints it in the documented form, and says that it is new", async () => {
    const client = new GuardDutyClient(acting(place));
    await client.send(new DisassociateMembersCommand({ DetectorId: detectorId, AccountIds: [MEMBER] }));
    client.destroy();
    const { code, stdout } = await verify("--json");
    const { gaps, change } = JSON.parse(stdout) as { gaps: unknown[]; change: { worse: unknown[] } };
    const where = { account: MEMBER, region: "eu-west-1" };
    expect(code).toBe(2);
    expect(gaps).toContainEqual({
      ...where,
      ...{ plan: "S3_DATA_EVENTS", wanted: "on", found: "off", reason: "DISASSOCIATED" },
      fix: expect.stringContaining("./orgduty plan") as string,
    });
    expect(change.worse).toEqual(gaps);
  });

  it("does not wait for what time does not mend", async () => {
    const { code, stderr } = await verify("--wait", "10");
    expect([code, stderr]).toEqual([2, expect.not.stringContaining("waiting")]);
  });

  it("is interrupted while it waits for AWS", async () => {
    const client = new GuardDutyClient(acting(place));
    await client.send(new DeleteMembersCommand({ DetectorId: detectorId, AccountIds: [MEMBER] }));
    client.destroy();
    const { child, ended } = orgduty.start("verify", "--region", "eu-west-1", "--wait", "10");
    child.stderr!.on("data", (text: Buffer) => {
      if (text.toString().includes("waiting")) child.kill("SIGINT");
    });
    expect((await ended).code).toBe(130);
  });

  it("rejects a region that the config does not have", async () => {
    const { code, stderr } = await orgduty.run("verify", "--region", "eu-wets-1");
    expect([code, stderr]).toEqual([1, expect.stringContaining("eu-west-1")]);
  });
});
