import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GuardDutyClient, ListDetectorsCommand, UpdateDetectorCommand } from "@aws-sdk/client-guardduty";
import { parseDocument, type Document } from "yaml";
import { clientSettings } from "../../../local-aws/clients";
import { startLocalAws, type LocalAws } from "../../../local-aws/start";
import { exampleOrganizations, writeDemoConfig } from "../../../scripts/demo/config";
import type { Ended } from "../../support/async-orgduty";
import { asyncRun } from "../../support/async-run";
import { ROOT } from "../../support/orgduty";
import { bytesOf } from "../../support/shard-set";

/** A document of `drift --json`, as far as it is compared. */
interface Drift {
  readonly drift: readonly {
    region: string;
    account: string;
    type: string;
    isGone: boolean;
    attributes: object[];
  }[];
  readonly strayStates: readonly { stack: string }[];
}

/** Two jobs plan a shard each, in clones of their own; a third merges, reviews and applies. Later somebody changes AWS. */
describe("a pipeline of three jobs in three clones", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-shards-"));
  const clone = (name: string) => join(folder, name, "checkout");
  const config = (name: string) => join(clone(name), "mine", "orgduty.yaml");
  let aws: LocalAws;

  beforeAll(async () => {
    aws = await startLocalAws({
      folder: join(folder, "aws"),
      guardDuty: { delays: { firstDelegationMs: 0 } },
    });
    await aws.seed(exampleOrganizations()[0]!);
    for (const name of ["one", "another-one", "third"]) {
      expect((await asyncRun("git", ["clone", "-q", ROOT, clone(name)])).code).toBe(0);
      symlinkSync(join(ROOT, "node_modules"), join(clone(name), "node_modules"));
    }
    mkdirSync(join(clone("one"), "mine"));
    writeDemoConfig(join(clone("one"), "mine"), ["us-east-1", "eu-west-1"], "https://relay.example");
    edit("one", (document) => {
      document.deleteIn(["organizations", "aws-cn"]);
      document.delete("forwarding");
    });
    expect(await orgduty("one", "discover")).toMatchObject({ code: 0 });
    for (const name of ["another-one", "third"])
      cpSync(join(clone("one"), "mine"), join(clone(name), "mine"), {
        recursive: true,
        filter: (source) => !source.includes(".orgduty"),
      });
  }, 300_000);

  afterAll(async () => {
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function edit(name: string, change: (document: Document) => void): void {
    const document = parseDocument(readFileSync(config(name), "utf8"));
    change(document);
    writeFileSync(config(name), document.toString());
  }

  /** Runs the command line of a clone, against the local AWS if the command takes it. */
  function orgduty(name: string, command: string, ...args: string[]): Promise<Ended> {
    const local = ["merge", "review"].includes(command) ? [] : ["--aws", "local"];
    const words = [join(clone(name), "bin/orgduty.js"), command, ...args, "--config", config(name), ...local];
    return asyncRun(process.execPath, words, { ORGDUTY_LOCAL_AWS_URL: aws.url });
  }

  async function drift(...args: string[]): Promise<[number | null, Drift]> {
    const { code, stdout } = await orgduty("third", "drift", "--json", ...args);
    return [code, JSON.parse(stdout) as Drift];
  }

  it("leaves what one job alone leaves, and applies where nothing was planned", async () => {
    const [first, second, single, merged] = ["1", "2", "single", "merged"].map((name) => join(folder, name));
    expect(await orgduty("one", "plan", "--shard", "1/2", "--out", first!)).toMatchObject({ code: 0 });
    expect(await orgduty("another-one", "plan", "--shard", "2/2", "--out", second!)).toMatchObject({
      code: 0,
    });
    expect(await orgduty("one", "plan", "--out", single!)).toMatchObject({ code: 0 });
    expect(await orgduty("third", "merge", second!, first!, "--out", merged!)).toMatchObject({ code: 0 });
    const [ofMerged, ofSingle] = [merged!, single!].map((plans) =>
      Object.entries(bytesOf(plans)).filter(([file]) => !file.endsWith(".tfplan")),
    );
    expect(ofMerged).toEqual(ofSingle);
    expect(ofMerged).toHaveLength(4);
    expect((await orgduty("one", "apply", "--out", first!, "--yes")).stderr).toContain(
      "shard: this is part 1/2",
    );
    expect(await orgduty("third", "review", "--out", merged!)).toMatchObject({ code: 0 });
    const applied = await orgduty("third", "apply", "--out", merged!, "--yes");
    expect([applied.code, applied.stdout]).toEqual([0, expect.stringContaining("eu-west-1")]);
  }, 900_000);

  it("finds no drift after the apply, and then what was changed by hand, and changes no state", async () => {
    const history = join(folder, "history.jsonl");
    expect(await drift("--history", history)).toEqual([
      0,
      expect.objectContaining({ drift: [], strayStates: [] }),
    ]);
    const client = new GuardDutyClient(clientSettings(aws.url, "222222222222", "eu-west-1"));
    const { DetectorIds = [] } = await client.send(new ListDetectorsCommand({}));
    const [DetectorId] = DetectorIds;
    await client.send(new UpdateDetectorCommand({ DetectorId, FindingPublishingFrequency: "SIX_HOURS" }));
    client.destroy();
    const state = join(clone("third"), "mine/.orgduty/local/state/demo/eu-west-1.tfstate");
    const before = readFileSync(state);
    const [code, { drift: found }] = await drift("--history", history);
    expect([code, found]).toEqual([
      3,
      [
        expect.objectContaining({
          ...{ account: "222222222222", region: "eu-west-1", type: "aws_guardduty_detector", isGone: false },
          attributes: [{ path: "finding_publishing_frequency", was: '"FIFTEEN_MINUTES"', is: '"SIX_HOURS"' }],
          cloudTrail: expect.stringContaining("https://eu-west-1.console.aws.amazon.com/"),
        }),
      ],
    ]);
    expect(readFileSync(state).equals(before)).toBe(true);
    expect(readFileSync(history, "utf8").trim().split("\n")).toHaveLength(2);
    expect((await drift("--stack", "us-east-1"))[0]).toBe(0);
  }, 600_000);

  it("still reads a region that has left the config", async () => {
    edit("third", (document) => document.setIn(["regions"], ["us-east-1"]));
    const [code, { drift: found, strayStates }] = await drift();
    expect([code, found.map(({ region }) => region)]).toEqual([3, ["eu-west-1"]]);
    expect(strayStates).toMatchObject([{ stack: "eu-west-1" }]);
  }, 600_000);

  it("fails where no stack has a state", async () => {
    const { code, stderr } = await orgduty("another-one", "drift");
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining("nothing to compare with: none of these stacks has a state here"),
    ]);
  }, 600_000);
});
