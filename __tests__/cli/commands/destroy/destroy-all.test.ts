import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  DeleteDetectorCommand,
  DisableOrganizationAdminAccountCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListMembersCommand,
} from "@aws-sdk/client-guardduty";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import {
  destroyAll,
  type DestroyAllProps,
  type DestroyOutcome,
} from "../../../../cli/commands/destroy/destroy-all";
import type { OrganizationConfig, OrgdutyConfig } from "../../../../config/config";
import { stackList } from "../../../../config/stack-list";
import type { RunProcess } from "../../../../terraform/process/run-process";
import type { Workspace } from "../../../../terraform/engine/workspace";
import { Journal } from "../../../../off-boarding/journal";
import {
  ADMINISTRATOR,
  GuardDutyServer,
  MANAGEMENT,
  MEMBER,
  OTHER_MEMBER,
} from "../../../local-aws/guardduty/support/guardduty-server";
import { addMembers, delegate, setMode, turnOn } from "../../../local-aws/guardduty/support/organization";
import { temporaryFolder } from "../../../terraform-runner/support/temporary-folder";
import { TINY_ORGANIZATION, tinyConfig } from "../../../terraform-runner/support/tiny-config";

const REGIONS = ["eu-west-1", "us-east-2"] as const;

describe("Destroying stacks", () => {
  const folder = temporaryFolder();
  let server: GuardDutyServer;
  let url: string;
  /** Ids of the detectors that each stack's state holds. */
  let states: Record<string, string[]>;
  /** Steps of Terraform that fail, e.g. `us-east-2 plan`. */
  let failing: string[];
  let calls: string[];

  beforeEach(async () => {
    server = new GuardDutyServer();
    url = await server.start();
    [states, failing, calls] = [{}, [], []];
    for (const region of REGIONS) states[region] = await deploy(region);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await server.stop();
  });

  async function deploy(region: string): Promise<string[]> {
    const management = await turnOn(server.client(MANAGEMENT, region));
    const { administrator, detectorId } = await delegate(server, region);
    await addMembers(administrator, detectorId, [MANAGEMENT, MEMBER, OTHER_MEMBER]);
    await setMode(administrator, detectorId, "ALL");
    return [detectorId, management];
  }

  /** A Terraform that knows of detectors and of the delegation, and of nothing else. */
  const terraform: RunProcess = async ({ args, cwd }) => {
    const stack = cwd.split("/").at(-1)!;
    const call = `${stack} ${args[0]}`;
    calls.push(call);
    if (failing.includes(call)) return { exitCode: 1, stdout: "", stderr: "Error: no" };
    mkdirSync(join(cwd, ".terraform"), { recursive: true });
    if (args[0] === "apply") await deleteHeld(stack);
    return { exitCode: 0, stdout: args[0] === "state" ? stateText(states[stack] ?? []) : "", stderr: "" };
  };

  function stateText(ids: readonly string[]): string {
    if (ids.length === 0) return "";
    const instances = ids.map((id) => ({ attributes: { id } }));
    return JSON.stringify({ resources: [{ mode: "managed", type: "aws_guardduty_detector", instances }] });
  }

  async function deleteHeld(region: string): Promise<void> {
    if ((states[region] ?? []).length === 0) return;
    const disable = new DisableOrganizationAdminAccountCommand({ AdminAccountId: ADMINISTRATOR });
    await server.client(MANAGEMENT, region).send(disable);
    for (const account of [ADMINISTRATOR, MANAGEMENT]) {
      const DetectorId = await detectorOf(account, region);
      if (!states[region]?.includes(DetectorId ?? "")) continue;
      await server.client(account, region).send(new DeleteDetectorCommand({ DetectorId }));
    }
    states[region] = [];
  }

  async function detectorOf(account: string, region: string): Promise<string | undefined> {
    return (await server.client(account, region).send(new ListDetectorsCommand({}))).DetectorIds?.[0];
  }

  async function membersIn(region: string): Promise<number> {
    const administrator = server.client(ADMINISTRATOR, region);
    const DetectorId = await detectorOf(ADMINISTRATOR, region);
    return (await administrator.send(new ListMembersCommand({ DetectorId }))).Members?.length ?? 0;
  }

  interface Options extends Partial<DestroyAllProps> {
    readonly config?: OrgdutyConfig;
    readonly run?: RunProcess;
    readonly signal?: AbortSignal;
  }

  function destroy({
    run = terraform,
    signal,
    config: own = config(),
    ...options
  }: Options = {}): Promise<DestroyOutcome> {
    for (const { name } of allStacks()) writeStack(name);
    writeFileSync(join(folder(), "lock"), "");
    const workspace = {
      ...{ config: own, mode: { kind: "local", endpoint: url }, env: {}, installation: {}, run },
      ...{ workFolder: folder(), stateFolder: join(folder(), "state"), lockFile: join(folder(), "lock") },
      terraform: { command: "terraform", version: "1.11.4" },
      ...(signal ? { signal } : {}),
    } as unknown as Workspace;
    return destroyAll({
      ...{ workspace, stacks: allStacks(), journal: journal(), members: "keep", concurrency: 1 },
      onStep: () => undefined,
      ...options,
    });
  }

  const config = () => tinyConfig(join(folder(), "orgduty.yaml"), REGIONS);
  const allStacks = () => stackList(config());
  const journal = () => new Journal(join(folder(), "journal.json"));

  function writeStack(name: string): void {
    mkdirSync(join(folder(), "stacks", name), { recursive: true });
    writeFileSync(join(folder(), "stacks", name, "cdk.tf.json"), JSON.stringify({ terraform: {} }));
  }

  it("takes down what its states hold: regions, the canary region, the foundation", async () => {
    const { destroyed, failed } = await destroy();
    expect([destroyed, failed]).toEqual([["eu-west-1", "us-east-2", "foundation-aws"], {}]);
    expect(await detectorOf(ADMINISTRATOR, "eu-west-1")).toBeUndefined();
    expect(await detectorOf(MANAGEMENT, "us-east-2")).toBeUndefined();
  });

  it("rejects a state that does not hold what AWS has, naming both, and changes nothing in any region", async () => {
    const [administrator, management] = states["us-east-2"]!;
    states["us-east-2"] = [];
    const refused = destroy();
    await expect(refused).rejects.toThrow("nothing was changed: a stack is not ready\n  us-east-2: AWS has");
    await expect(refused).rejects.toThrow(
      `detector ${administrator} of the administrator account ${ADMINISTRATOR} and detector ${management} of the management account ${MANAGEMENT}, but Terraform's state ${join(folder(), "state", "us-east-2.tfstate")} does not`,
    );
    await expect(refused).rejects.toThrow(/fix: use the state that the stack was applied with/);
    expect(await membersIn("us-east-2")).toBe(3);
    expect(await membersIn("eu-west-1")).toBe(3);
  });

  it("rejects another organization's state: it holds detectors, but not these", async () => {
    states["eu-west-1"] = ["d1", "d2"];
    await expect(destroy()).rejects.toThrow("eu-west-1: AWS has detector");
    expect(await membersIn("eu-west-1")).toBe(3);
  });

  it("rejects a foundation's state without the relay's secret, unless that is deleted in AWS", async () => {
    const secret: { ARN: string; DeletedDate?: Date } = { ARN: "arn:secret" };
    jest.spyOn(SecretsManagerClient.prototype, "send").mockImplementation((async () => secret) as never);
    const forwarding = { logRelay: { secretName: "relay" } } as OrganizationConfig["forwarding"];
    const withSecret = { ...config(), organizations: { aws: { ...TINY_ORGANIZATION, forwarding } } };
    await expect(destroy({ config: withSecret })).rejects.toThrow(
      "foundation-aws: AWS has secret arn:secret, but Terraform's state",
    );
    expect(await membersIn("eu-west-1")).toBe(3);
    secret.DeletedDate = new Date();
    expect((await destroy({ config: withSecret })).destroyed).toHaveLength(3);
  });

  it("rejects a Terraform that cannot start or read a state, with every stack it cannot, and changes nothing", async () => {
    writeFileSync(join(folder(), "lock"), 'provider "registry.terraform.io/hashicorp/aws" {}');
    failing = ["us-east-2 init", "eu-west-1 state"];
    const refused = destroy();
    await expect(refused).rejects.toThrow("nothing was changed: 2 stacks are not ready\n  eu-west-1: ");
    await expect(refused).rejects.toThrow("\n  us-east-2: terraform init failed\n  Error: no");
    expect(calls.filter((call) => /plan|apply/.test(call))).toEqual([]);
    expect(await membersIn("eu-west-1")).toBe(3);
  });

  it("leaves members where they are when Terraform could not destroy, and starts nothing more", async () => {
    failing = ["eu-west-1 plan"];
    const { failed, notStarted } = await destroy();
    expect(failed["eu-west-1"]).toMatch(
      /terraform plan failed\nError: no\n {2}last step: .*nothing is changed/,
    );
    expect(notStarted).toEqual(["foundation-aws", "us-east-2"]);
    expect(await membersIn("eu-west-1")).toBe(3);
  });

  it("goes on where Terraform failed half-way: what is gone from its state is gone from AWS", async () => {
    failing = ["eu-west-1 apply"];
    const { failed } = await destroy();
    expect(failed["eu-west-1"]).toMatch(
      /terraform apply failed\nError: no\n {2}last step: terraform destroys$/,
    );
    failing = [];
    const [administrator] = states["eu-west-1"]!;
    states["eu-west-1"] = [administrator!];
    const DetectorId = await detectorOf(MANAGEMENT, "eu-west-1");
    await server.client(MANAGEMENT, "eu-west-1").send(new DeleteDetectorCommand({ DetectorId }));
    expect((await destroy()).destroyed).toHaveLength(3);
  });

  it("calls nothing destroyed that AWS still has", async () => {
    const turnedOnAgain: RunProcess = async (request) => {
      const answer = await terraform(request);
      if (request.args[0] === "apply") await turnOn(server.client(MANAGEMENT, "eu-west-1"));
      return answer;
    };
    const { destroyed, failed } = await destroy({ run: turnedOnAgain });
    expect(destroyed).toEqual([]);
    expect(failed["eu-west-1"]).toMatch(
      /has destroyed the stack, but AWS still has detector \w+ of the management/,
    );
  });

  it("says at which step it was interrupted", async () => {
    const abort = new AbortController();
    const onStep = (_: string, text: string) => {
      if (text.startsWith("disassociating")) abort.abort();
    };
    const { failed, notStarted } = await destroy({ signal: abort.signal, onStep });
    expect(failed).toEqual({ "eu-west-1": "interrupted\n  last step: disassociating 3 members" });
    expect(notStarted).toEqual(["foundation-aws", "us-east-2"]);
  });

  describe("with a role in the members", () => {
    /** Whose detectors cannot be deleted. */
    let refusing: string[];
    beforeEach(() => {
      refusing = [MEMBER];
      const send = GuardDutyClient.prototype.send as (command: object, options: object) => Promise<object>;
      async function refusingSend(this: GuardDutyClient, command: object, options: object) {
        const { accessKeyId } = await this.config.credentials();
        if (command instanceof DeleteDetectorCommand && refusing.includes(accessKeyId))
          throw Object.assign(new Error("not yours"), { name: "AccessDenied" });
        return send.call(this, command, options);
      }
      jest.spyOn(GuardDutyClient.prototype, "send").mockImplementation(refusingSend as never);
    });

    it("goes on where a member refuses it, and keeps the reason", async () => {
      const { destroyed } = await destroy({ memberRole: "Breaker" });
      expect(destroyed).toEqual(["eu-west-1", "us-east-2", "foundation-aws"]);
      expect(journal().members["eu-west-1"]).toEqual([
        expect.objectContaining({ account: MEMBER, detector: "on", refusal: "AccessDenied: not yours" }),
        expect.objectContaining({ account: OTHER_MEMBER, detector: "deleted" }),
      ]);
      expect(journal().unfinished).toEqual(["eu-west-1", "us-east-2"]);
      expect(await detectorOf(OTHER_MEMBER, "us-east-2")).toBeUndefined();
    });

    it("asks again only those that refused when it is started again, and has finished once none does or nobody asks", async () => {
      const only = allStacks().filter(({ name }) => name === "eu-west-1");
      const steps: string[] = [];
      await destroy({ memberRole: "Breaker" });
      refusing = [];
      await destroy({ memberRole: "Breaker", stacks: only, onStep: (_, text) => steps.push(text) });
      expect(steps.filter((text) => text.startsWith("deleting"))).toEqual([
        `deleting GuardDuty in ${MEMBER}`,
      ]);
      expect(journal().members["eu-west-1"]).toContainEqual({
        ...{ account: MEMBER, detector: "deleted", lastMonthDollars: expect.any(Number) as number },
      });
      expect(journal().unfinished).toEqual(["us-east-2"]);
      await destroy();
      expect(journal().unfinished).toEqual([]);
    });

    it("takes an interruption for no refusal", async () => {
      const abort = new AbortController();
      const onStep = (_: string, text: string) => {
        if (text.startsWith("deleting GuardDuty in")) abort.abort();
      };
      const { destroyed } = await destroy({ memberRole: "Breaker", signal: abort.signal, onStep });
      expect(destroyed).toEqual([]);
      expect(journal().members["eu-west-1"]?.filter(({ refusal }) => refusal !== undefined)).toEqual([]);
    });
  });
});
