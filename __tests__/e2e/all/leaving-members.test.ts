import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GuardDutyClient, ListDetectorsCommand, ListMembersCommand } from "@aws-sdk/client-guardduty";
import { parseDocument } from "yaml";
import { clientSettings } from "../../../local-aws/clients";
import { startLocalAws, type LocalAws } from "../../../local-aws/start";
import type { Manifest } from "../../../plans-folder/manifest";
import { exampleOrganizations, writeDemoConfig } from "../../../scripts/demo/config";
import { Orgduty } from "../../support/async-orgduty";
import { asyncRun } from "../../support/async-run";
import { ROOT } from "../../support/orgduty";

const EXCLUDED = "444444444444";
const SUSPENDED = "100000000002";
const GONE = "100000000003";
/** Excluded as well, with `leave: enrolled`. */
const KEPT = "100000000013";
const OFF_BOARDS = `off-boards 3 accounts: ${SUSPENDED} suspended, ${GONE} gone, ${EXCLUDED} excluded; GuardDuty stays on there`;

describe("members that leave a living organization", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-leaving-"));
  const plans = join(folder, "plans");
  let aws: LocalAws;
  let orgduty: Orgduty;
  let config = "";

  beforeAll(async () => {
    aws = await startLocalAws({
      folder: join(folder, "aws"),
      guardDuty: { delays: { firstDelegationMs: 0 } },
    });
    await aws.seed(exampleOrganizations()[0]!);
    config = writeDemoConfig(folder, ["us-east-1"], "https://relay.example");
    edit((document) => {
      document.deleteIn(["organizations", "aws-cn"]);
      document.delete("forwarding");
      document.deleteIn(["organizations", "aws", "enrolment", "exclude"]);
      document.setIn(["review"], { rules: { "OD-035": "warn" } });
    });
    orgduty = new Orgduty(config, aws.url);
    await orgduty.succeed("discover");
    await orgduty.succeed("plan", "--out", plans);
    await orgduty.succeed("apply", "--out", plans, "--yes");
  }, 900_000);

  afterAll(async () => {
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function edit(change: (document: ReturnType<typeof parseDocument>) => void): void {
    const document = parseDocument(readFileSync(config, "utf8"));
    change(document);
    writeFileSync(config, document.toString());
  }

  async function memberIds(): Promise<string[]> {
    const client = new GuardDutyClient(clientSettings(aws.url, "222222222222", "us-east-1"));
    const { DetectorIds = [] } = await client.send(new ListDetectorsCommand({}));
    const ids: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(
        new ListMembersCommand({
          DetectorId: DetectorIds[0],
          OnlyAssociated: "false",
          ...(NextToken && { NextToken }),
        }),
      );
      ids.push(...(page.Members ?? []).map(({ AccountId }) => AccountId!));
      NextToken = page.NextToken;
    } while (NextToken);
    client.destroy();
    return ids;
  }

  const leavers = async () =>
    (await memberIds()).filter((id) => [EXCLUDED, SUSPENDED, GONE].includes(id)).sort();

  it("are announced by plan and review, leave with an apply that was killed once, and stay away", async () => {
    expect(await leavers()).toEqual([SUSPENDED, GONE, EXCLUDED]);
    edit((document) =>
      document.setIn(["organizations", "aws", "enrolment", "exclude"], {
        [EXCLUDED]: { reason: "sold", owner: "sec", until: "2027-06-30" },
        [KEPT]: { reason: "managed by hand", owner: "sec", until: "2027-06-30", leave: "enrolled" },
      }),
    );
    const file = join(folder, "accounts/aws.json");
    const snapshot = JSON.parse(readFileSync(file, "utf8")) as { accounts: { id: string; state: string }[] };
    const accounts = snapshot.accounts
      .filter(({ id }) => id !== GONE)
      .map((account) => (account.id === SUSPENDED ? { ...account, state: "SUSPENDED" } : account));
    writeFileSync(file, `${JSON.stringify({ ...snapshot, accounts }, null, 2)}\n`);

    expect(await orgduty.succeed("plan", "--out", plans)).toContain(OFF_BOARDS);
    const bin = join(ROOT, "bin", "orgduty.js");
    await asyncRun(process.execPath, [bin, "review", "--config", config, "--out", plans]);
    expect(readFileSync(join(plans, "review.md"), "utf8")).toContain(OFF_BOARDS);

    const killed = orgduty.start("apply", "--out", plans, "--yes");
    killed.child.stderr!.on("data", (chunk: Buffer) => {
      if (chunk.toString().includes("disassociating")) killed.child.kill("SIGKILL");
    });
    expect((await killed.ended).code).toBeNull();

    await orgduty.succeed("plan", "--out", plans);
    await orgduty.succeed("apply", "--out", plans, "--yes");
    expect(await leavers()).toEqual([]);
    expect((await memberIds()).length).toBeGreaterThan(15);
  }, 900_000);

  it("are not those that the config leaves enrolled: Terraform forgets one, and it is a member still", async () => {
    expect(await memberIds()).toContain(KEPT);
    const state = readFileSync(join(folder, ".orgduty/local/state/demo/us-east-1.tfstate"), "utf8");
    expect([state.includes("100000000012"), state.includes(KEPT)]).toEqual([true, false]);
  });

  it("are recorded as members in which GuardDuty goes on, also by applies that come later", async () => {
    const journal = join(folder, ".orgduty/local/destroy/demo.json");
    expect(existsSync(journal)).toBe(true);
    const { members } = JSON.parse(readFileSync(journal, "utf8")) as {
      members: Record<string, { account: string; detector: string }[]>;
    };
    expect(members["us-east-1"]!.map(({ account, detector }) => [account, detector]).sort()).toEqual([
      [SUSPENDED, "on"],
      [GONE, "on"],
      [EXCLUDED, "on"],
    ]);
  });

  it("leave nothing to plan, and verify finds none of them enrolled", async () => {
    expect(await orgduty.succeed("plan", "--out", plans)).not.toContain("off-boards");
    const { stacks } = JSON.parse(readFileSync(join(plans, "manifest.json"), "utf8")) as Manifest;
    for (const stack of stacks) expect(stack).toMatchObject({ adds: 0, changes: 0, destroys: 0 });
    const { stdout } = await orgduty.run("verify", "--json");
    expect(stdout).toContain("{");
    expect(stdout).not.toMatch(/EXCLUDED_BUT_ENROLLED/);
  }, 900_000);
});
