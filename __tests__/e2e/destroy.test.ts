import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  GetDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListOrganizationAdminAccountsCommand,
} from "@aws-sdk/client-guardduty";
import { parseDocument } from "yaml";
import { lambdaNodes } from "../../cli/lambda-nodes";
import { clientSettings } from "../../local-aws/clients";
import { startLocalAws, type LocalAws } from "../../local-aws/start";
import { exampleOrganizations, SECRET_NAME, writeDemoConfig } from "../../scripts/demo/config";
import { fillSecret } from "../../scripts/demo/finding";
import { Relay } from "../../scripts/demo/relay";
import { Orgduty } from "../support/async-orgduty";

const ADMINISTRATOR = "222222222222";
const MANAGEMENT = "111111111111";
const MEMBER = "012345678901";
const TOKEN = "relay-token";

/** What `--json` prints, as far as these tests look. */
interface VerifyDocument {
  readonly gaps: readonly { readonly reason: string }[];
  readonly samples: readonly {
    readonly region: string;
    readonly delivered: boolean;
    readonly path: string;
  }[];
}
interface DestroyDocument {
  readonly destroyed: readonly string[];
  readonly membersLeft: readonly {
    readonly account: string;
    readonly region: string;
    readonly detector: string;
  }[];
}

describe("An applied organization", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-destroy-"));
  const relay = new Relay(join(folder, "relay"), TOKEN);
  let aws: LocalAws;
  let orgduty: Orgduty;

  beforeAll(async () => {
    const guardDuty = { delays: { firstDelegationMs: 100, verificationMs: 100 } };
    aws = await startLocalAws({ folder: join(folder, "aws"), nodes: lambdaNodes(process.env), guardDuty });
    const config = writeDemoConfig(folder, ["us-east-1", "eu-west-1"], await relay.listen());
    const document = parseDocument(readFileSync(config, "utf8"));
    document.deleteIn(["organizations", "aws-cn"]);
    writeFileSync(config, document.toString());
    await aws.seed(exampleOrganizations()[0]!);
    orgduty = new Orgduty(config, aws.url);
    await orgduty.succeed("discover");
    await orgduty.succeed("plan", "--out", join(folder, "plans"));
    await orgduty.succeed("apply", "--out", join(folder, "plans"), "--yes");
    const administrator = { accountId: ADMINISTRATOR, region: "us-east-1" };
    await fillSecret(aws.url, administrator, SECRET_NAME, { token: TOKEN, ca: relay.authority });
  }, 900_000);

  afterAll(async () => {
    await relay.close();
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

  async function changesIn(...stacks: string[]): Promise<number> {
    const out = join(folder, "plans-again");
    await orgduty.succeed("plan", "--out", out, ...stacks.flatMap((name) => ["--stack", name]));
    const { stacks: planned } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")) as {
      stacks: { adds: number; changes: number; destroys: number }[];
    };
    return planned.reduce((sum, { adds, changes, destroys }) => sum + adds + changes + destroys, 0);
  }

  it("has no gap, and delivers a sample of its own and one of a member", async () => {
    const args = ["verify", "--json", "--region", "eu-west-1", "--region", "us-east-1", "--sample"];
    const own = JSON.parse(await orgduty.succeed(...args)) as VerifyDocument;
    expect(own.gaps).toEqual([]);
    expect(own.samples.map(({ delivered }) => delivered)).toEqual([true, true]);
    const role = ["--sample-member", MEMBER, "--member-role", "OrganizationAccountAccessRole"];
    const member = JSON.parse(await orgduty.succeed(...args, ...role)) as VerifyDocument;
    expect(member.samples[0]).toMatchObject({
      delivered: true,
      path: expect.stringContaining(`member ${MEMBER}`),
    });
    expect(relay.count(MEMBER)).toBeGreaterThan(0);
  });

  it("shows its page, and what got worse since the last run", async () => {
    const page = join(folder, "verify.html");
    const { code, stdout } = await orgduty.run("verify", "--html", page);
    expect([code, stdout]).toEqual([0, expect.stringContaining("0 gaps in 2 regions")]);
    expect(stdout).toMatch(/since \S+: 0 gaps are new, 0 are gone/);
    expect(readFileSync(page, "utf8")).not.toMatch(/<script|src=|href=/);
  });

  it("is not destroyed without being asked, or told", async () => {
    const { code, stderr } = await orgduty.run("destroy");
    expect([code, stderr]).toEqual([1, expect.stringContaining("fix: pass --yes")]);
    expect(await detectorOf(ADMINISTRATOR, "eu-west-1")).toBe("ENABLED");
  });

  it("loses one region, and no other is touched", async () => {
    const text = await orgduty.succeed("destroy", "--region", "eu-west-1", "--yes", "--json");
    const { destroyed, membersLeft } = JSON.parse(text) as DestroyDocument;
    expect(destroyed).toEqual(["eu-west-1"]);
    expect(membersLeft).toContainEqual({ account: MEMBER, region: "eu-west-1", detector: "on" });
    expect(membersLeft.map(({ account }) => account)).not.toContain(MANAGEMENT);
    expect(await detectorOf(ADMINISTRATOR, "eu-west-1")).toBeUndefined();
    expect(await detectorOf(MANAGEMENT, "eu-west-1")).toBeUndefined();
    expect(await detectorOf(MEMBER, "eu-west-1")).toBe("ENABLED");
    expect(await changesIn("foundation-aws", "us-east-1")).toBe(0);
  }, 900_000);

  it("is wholly destroyed after a destroy that was killed halfway", async () => {
    const { child, ended } = orgduty.start("destroy", "--yes", "--members", "suspend");
    await new Promise<void>((resolve) => {
      child.stderr!.on("data", (chunk: Buffer) => {
        if (/us-east-1: terraform destroys/.test(chunk.toString())) setTimeout(resolve, 2_500);
      });
    });
    child.kill("SIGKILL");
    expect((await ended).code).toBeNull();
    const text = await orgduty.succeed("destroy", "--yes", "--members", "suspend", "--json");
    const { destroyed, membersLeft } = JSON.parse(text) as DestroyDocument;
    expect(destroyed).toEqual(expect.arrayContaining(["eu-west-1", "us-east-1", "foundation-aws"]));
    expect(destroyed.at(-1)).toBe("foundation-aws");
    expect(membersLeft).toContainEqual({ account: MEMBER, region: "us-east-1", detector: "suspended" });
    expect(await detectorOf(MEMBER, "us-east-1")).toBe("DISABLED");
    for (const region of ["eu-west-1", "us-east-1"]) {
      expect(await detectorOf(ADMINISTRATOR, region)).toBeUndefined();
      const { AdminAccounts } = await guardDuty(MANAGEMENT, region).send(
        new ListOrganizationAdminAccountsCommand({}),
      );
      expect(AdminAccounts).toEqual([]);
    }
    for (const name of ["eu-west-1", "us-east-1", "foundation-aws"]) {
      const state = JSON.parse(
        readFileSync(join(folder, ".orgduty", "local", "state", "demo", `${name}.tfstate`), "utf8"),
      ) as { resources: unknown[] };
      expect([name, state.resources]).toEqual([name, []]);
      const work = join(folder, ".orgduty", "local", "work", "demo", "stacks", name);
      expect(existsSync(join(work, "zzz_destroy_override.tf.json"))).toBe(false);
    }
    expect(existsSync(join(folder, ".orgduty", "local", "destroy", "demo.json"))).toBe(false);
  }, 900_000);
});
