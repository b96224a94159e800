import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  GetDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListMembersCommand,
  ListOrganizationAdminAccountsCommand,
} from "@aws-sdk/client-guardduty";
import { parseDocument } from "yaml";
import { clientSettings } from "../../local-aws/clients";
import { startLocalAws, type LocalAws } from "../../local-aws/start";
import { exampleOrganizations, writeDemoConfig } from "../../scripts/demo/config";
import { Orgduty } from "../support/async-orgduty";
import { eventually } from "../support/running-local-aws";

const ADMINISTRATOR = "222222222222";
const MANAGEMENT = "111111111111";
const MEMBER = "012345678901";
const MEMBER_ROLE = ["--member-role", "OrganizationAccountAccessRole"];

/** For `make test-all`: destroy-all.test.ts shows the same in seconds, with a Terraform of its own. */
const inAll: (...test: Parameters<typeof it>) => void = process.env.ORGDUTY_TEST_ALL ? it : () => undefined;

/** What destroy's document says, as far as these tests look. */
interface DestroyDocument {
  readonly destroyed: readonly string[];
  readonly membersLeft: readonly {
    readonly account: string;
    readonly region: string;
    readonly detector: string;
  }[];
}

/** Without forwarding: the provider waits half a minute for each queue, and demo.test.ts destroys queues as well. */
function writeConfig(folder: string): string {
  const config = writeDemoConfig(folder, ["us-east-1", "eu-west-1"], "https://relay.example");
  const document = parseDocument(readFileSync(config, "utf8"));
  document.deleteIn(["organizations", "aws-cn"]);
  document.delete("forwarding");
  writeFileSync(config, document.toString());
  return config;
}

describe("orgduty destroy, of an applied organization", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-destroy-"));
  const local = join(folder, ".orgduty", "local");
  const stateOf = (stack: string) => join(local, "state", "demo", `${stack}.tfstate`);
  /** Terraform's, from its first look to its last deletion. */
  const lockOf = (stack: string) => join(local, "state", "demo", `.${stack}.tfstate.lock.info`);
  let aws: LocalAws;
  let orgduty: Orgduty;

  beforeAll(async () => {
    aws = await startLocalAws({
      folder: join(folder, "aws"),
      guardDuty: { delays: { firstDelegationMs: 0 } },
    });
    await aws.seed(exampleOrganizations()[0]!);
    orgduty = new Orgduty(writeConfig(folder), aws.url);
    await orgduty.succeed("discover");
    await orgduty.succeed("plan", "--out", join(folder, "plans"));
    await orgduty.succeed("apply", "--out", join(folder, "plans"), "--yes");
  }, 600_000);

  afterAll(async () => {
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function guardDuty(account: string, region: string): GuardDutyClient {
    return new GuardDutyClient(clientSettings(aws.url, account, region));
  }

  async function detectorOf(account: string, region: string): Promise<string | undefined> {
    const client = guardDuty(account, region);
    const { DetectorIds } = await client.send(new ListDetectorsCommand({}));
    if (!DetectorIds?.[0]) return undefined;
    return (await client.send(new GetDetectorCommand({ DetectorId: DetectorIds[0] }))).Status;
  }

  async function changesIn(stack: string): Promise<number> {
    const out = join(folder, "plans-again");
    await orgduty.succeed("plan", "--out", out, "--stack", stack);
    const { stacks: planned } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")) as {
      stacks: { adds: number; changes: number; destroys: number }[];
    };
    return planned.reduce((sum, { adds, changes, destroys }) => sum + adds + changes + destroys, 0);
  }

  /** Not yet where it only rehearses: that is a plan. */
  function destroysIn(stack: string): boolean {
    try {
      return readFileSync(lockOf(stack), "utf8").includes("OperationTypeApply");
    } catch {
      return false;
    }
  }

  async function terraformDestroys(stack: string): Promise<void> {
    await eventually(`Terraform destroys ${stack}`, () => destroysIn(stack), 240_000);
  }

  async function membersIn(region: string): Promise<number> {
    const client = guardDuty(ADMINISTRATOR, region);
    const { DetectorIds } = await client.send(new ListDetectorsCommand({}));
    return (await client.send(new ListMembersCommand({ DetectorId: DetectorIds?.[0] }))).Members!.length;
  }

  /** Runs a destroy of eu-west-1 that has to be refused before any member is gone. */
  async function refused(): Promise<string> {
    const members = await membersIn("eu-west-1");
    const { code, stderr } = await orgduty.run("destroy", "--yes", "--region", "eu-west-1");
    expect([code, await membersIn("eu-west-1")]).toEqual([1, members]);
    expect(await detectorOf(ADMINISTRATOR, "eu-west-1")).toBe("ENABLED");
    return stderr;
  }

  it("rejects without the state that the region was applied with, and changes nothing", async () => {
    renameSync(stateOf("eu-west-1"), `${stateOf("eu-west-1")}.away`);
    const told = await refused();
    renameSync(`${stateOf("eu-west-1")}.away`, stateOf("eu-west-1"));
    expect(told).toMatch(/nothing was changed: a stack is not ready\n {2}eu-west-1: AWS has detector/);
    expect(told).toContain(`Terraform's state ${stateOf("eu-west-1")} does not`);
  });

  inAll("rejects where Terraform cannot start, and changes nothing", async () => {
    const lockFile = join(folder, ".terraform.lock.hcl");
    const locked = readFileSync(lockFile, "utf8");
    writeFileSync(lockFile, locked.replace(/version( +)= "[\d.]+"/, 'version$1= "5.99.0"'));
    const told = await refused();
    writeFileSync(lockFile, locked);
    expect(told).toMatch(/nothing was changed: .*\n.*terraform init failed/);
  });

  inAll("rejects where Terraform may not plan the destruction, and off-boards nobody", async () => {
    const state = readFileSync(stateOf("eu-west-1"), "utf8");
    // Of a provider that does not exist yet: such a state can be read, but nothing can be planned with it.
    writeFileSync(stateOf("eu-west-1"), state.replace(/"schema_version": 0/, '"schema_version": 99'));
    const told = await refused();
    writeFileSync(stateOf("eu-west-1"), state);
    expect(told).toContain("eu-west-1: terraform plan failed");
  });

  it("says that a region is left up which the config has lost", async () => {
    const stray = stateOf("eu-west-3");
    writeFileSync(stray, JSON.stringify({ resources: [{ mode: "managed" }] }));
    const terminal = orgduty.inTerminal("destroy");
    await terminal.answer("Type demo to destroy it: ", "");
    expect(await terminal.ended).toBe(1);
    rmSync(stray);
    expect(terminal.shown).toContain("eu-west-3 is not destroyed: it is not in the config, but its state");
  });

  it("goes no further when another name is typed than the organization's", async () => {
    const terminal = orgduty.inTerminal("destroy");
    await terminal.answer("Type demo to destroy it: ", "dem");
    expect(await terminal.ended).toBe(1);
    expect(terminal.shown).toContain("nothing was destroyed");
    expect(await detectorOf(ADMINISTRATOR, "eu-west-1")).toBe("ENABLED");
  });

  it("takes one region down when the name is typed, suspends members where asked, and touches no other region", async () => {
    const out = join(folder, "destroyed.json");
    const region = ["--region", "eu-west-1", "--members", "suspend"];
    const terminal = orgduty.inTerminal("destroy", ...region, "--out", out);
    await terminal.answer("Type demo to destroy it: ", "demo");
    expect([await terminal.ended, terminal.shown]).toEqual([
      0,
      expect.stringContaining("destroyed: eu-west-1"),
    ]);
    const { membersLeft } = JSON.parse(readFileSync(out, "utf8")) as DestroyDocument;
    expect(membersLeft).toContainEqual(
      expect.objectContaining({ account: MEMBER, region: "eu-west-1", detector: "suspended" }),
    );
    expect(membersLeft.map(({ account }) => account)).not.toContain(MANAGEMENT);
    expect(await detectorOf(ADMINISTRATOR, "eu-west-1")).toBeUndefined();
    expect(await detectorOf(MANAGEMENT, "eu-west-1")).toBeUndefined();
    expect(await detectorOf(MEMBER, "eu-west-1")).toBe("DISABLED");
    expect(await changesIn("us-east-1")).toBe(0);
  }, 600_000);

  inAll(
    "ends with 130 on Ctrl-C, with Terraform gone and the way to go on",
    async () => {
      const terminal = orgduty.inTerminal("destroy", "--yes", "--region", "us-east-1", ...MEMBER_ROLE);
      await terraformDestroys("us-east-1");
      terminal.pressCtrlC();
      expect(await terminal.ended).toBe(130);
      expect(existsSync(lockOf("us-east-1"))).toBe(false);
      expect(terminal.shown).toContain("us-east-1: interrupted");
      expect(terminal.shown).toContain("to continue: run the same command again");
    },
    600_000,
  );

  it("goes on after a kill, deletes the members' detectors with their role, and leaves nothing", async () => {
    const { child, ended } = orgduty.start("destroy", "--yes", "--region", "us-east-1", ...MEMBER_ROLE);
    await terraformDestroys("us-east-1");
    child.kill("SIGKILL");
    expect((await ended).code).toBeNull();
    const { code, stdout, stderr } = await orgduty.run("destroy", "--yes", "--json", ...MEMBER_ROLE);
    expect([code, stderr]).toEqual([0, expect.stringContaining("continuing the destroy that began at 20")]);
    const { destroyed, membersLeft } = JSON.parse(stdout) as DestroyDocument;
    expect(destroyed).toEqual(["eu-west-1", "us-east-1", "foundation-aws"]);
    expect(membersLeft).toContainEqual(
      expect.objectContaining({ account: MEMBER, region: "us-east-1", detector: "deleted" }),
    );
    for (const account of [MEMBER, ADMINISTRATOR, MANAGEMENT])
      expect([account, await detectorOf(account, "us-east-1")]).toEqual([account, undefined]);
    const { AdminAccounts } = await guardDuty(MANAGEMENT, "us-east-1").send(
      new ListOrganizationAdminAccountsCommand({}),
    );
    expect(AdminAccounts).toEqual([]);
    for (const stack of destroyed) {
      const { resources } = JSON.parse(readFileSync(stateOf(stack), "utf8")) as { resources: unknown[] };
      expect([stack, resources]).toEqual([stack, []]);
      const lifted = join(local, "work", "demo", "stacks", stack, "zzz_destroy_override.tf.json");
      expect(existsSync(lifted)).toBe(false);
    }
    expect(existsSync(join(local, "destroy", "demo.json"))).toBe(false);
  }, 600_000);
});
