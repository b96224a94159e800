import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { parseDocument } from "yaml";
import { clientSettings } from "../../../local-aws/clients";
import { startLocalAws, type LocalAws } from "../../../local-aws/start";
import { exampleOrganizations, writeDemoConfig } from "../../../scripts/demo/config";
import type { Manifest } from "../../../plans-folder/manifest";
import { Orgduty } from "../../support/async-orgduty";
import { asyncRun } from "../../support/async-run";
import { ROOT } from "../../support/orgduty";
import { eventually } from "../../support/running-local-aws";

const BIN = join(ROOT, "bin", "orgduty.js");

describe("the local AWS of one region", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-apply-"));
  let aws: LocalAws;

  beforeAll(async () => {
    aws = await startLocalAws({
      folder: join(folder, "aws"),
      guardDuty: { delays: { firstDelegationMs: 0 } },
    });
    await aws.seed(exampleOrganizations()[0]!);
  }, 120_000);

  afterAll(async () => {
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A config of one region, in a folder of its own, with its snapshot. */
  async function project(name: string, sections: { readonly forwarding: boolean }) {
    const home = join(folder, name);
    mkdirSync(home);
    const config = writeDemoConfig(home, ["us-east-1"], "https://relay.example");
    const document = parseDocument(readFileSync(config, "utf8"));
    document.deleteIn(["organizations", "aws-cn"]);
    if (!sections.forwarding) document.delete("forwarding");
    writeFileSync(config, document.toString());
    const orgduty = new Orgduty(config, aws.url);
    await orgduty.succeed("discover");
    const plans = join(home, "plans");
    const plan = async (...flags: string[]): Promise<Record<string, number>> => {
      await orgduty.succeed("plan", "--out", plans, ...flags);
      const { stacks } = JSON.parse(readFileSync(join(plans, "manifest.json"), "utf8")) as Manifest;
      return Object.fromEntries(
        stacks.map(({ name: stack, adds, changes, destroys }) => [stack, adds + changes + destroys]),
      );
    };
    return { home, config, orgduty, plans, plan };
  }

  it("is deployed to by bare cdktf, and orgduty finds nothing left to do in that stack", async () => {
    const { home, config, plan } = await project("bare", { forwarding: true });
    const lines = [
      `eval "$(${process.execPath} ${BIN} env --aws local --config ${config})"`,
      'npx cdktf deploy foundation-aws --auto-approve --skip-provider-lock --output "$CDKTF_OUTDIR"',
    ];
    const env = { ORGDUTY_LOCAL_AWS_URL: aws.url, CDKTF_OUTDIR: join(home, "cdktf.out"), CI: "1" };
    const { code, stdout, stderr } = await asyncRun("bash", ["-ec", lines.join("\n")], env);
    expect([code, code === 0 ? "" : stdout + stderr]).toEqual([0, ""]);
    const iam = new IAMClient(clientSettings(aws.url, "222222222222", "us-east-1"));
    expect((await iam.send(new ListRolesCommand({}))).Roles).not.toEqual([]);
    expect(await plan("--stack", "foundation-aws")).toEqual({ "foundation-aws": 0 });
  }, 600_000);

  it("gets no plan made without AWS, whatever its manifest says; two applies at once are one; a killed one converges", async () => {
    const { home, config, orgduty, plans, plan } = await project("killed", { forwarding: false });
    await asyncRun(process.execPath, [BIN, "plan", "--offline", "--config", config, "--out", plans]);
    const manifest = join(plans, "manifest.json");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace('"mode": "offline"', '"mode": "local"'));
    const offline = await orgduty.run("apply", "--out", plans, "--yes");
    expect([offline.code, offline.stderr]).toEqual([
      1,
      expect.stringMatching(
        /provider: us-east-1: aws\.administrator was planned without AWS: it sets skip_credentials_validation/,
      ),
    ]);

    await plan();
    const { child, ended } = orgduty.start("apply", "--out", plans, "--yes");
    const stateLock = join(home, ".orgduty/local/state/demo/.us-east-1.tfstate.lock.info");
    const hasEnded = () => child.exitCode !== null;
    await eventually("Terraform works on us-east-1", () => existsSync(stateLock) || hasEnded(), 300_000);
    if (hasEnded()) throw new Error((await ended).stderr);
    const second = await orgduty.run("apply", "--out", plans, "--yes");
    expect([second.code, second.stderr]).toEqual([1, expect.stringContaining("another orgduty works in")]);
    child.kill("SIGKILL");
    expect((await ended).code).toBeNull();

    await plan();
    await orgduty.succeed("apply", "--out", plans, "--yes");
    expect(await plan()).toEqual({ "foundation-aws": 0, "us-east-1": 0 });
  }, 1_500_000);
});
