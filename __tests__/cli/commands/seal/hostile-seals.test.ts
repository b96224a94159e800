import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run as runSeal } from "../../../../cli/commands/seal/seal";
import { run as runUnseal } from "../../../../cli/commands/unseal/unseal";
import { encryptionContext } from "../../../../cli/sealing/data-key";
import { DataKeys } from "../../../../aws-clients/sealing/data-keys";
import { stacksOfShard } from "../../../../cli/stacks-of-shard";
import { loadProject } from "../../../../organization/load-project";
import { encrypted } from "../../../../plans-folder/sealed/frames";
import { headerBytes, type SealedFor } from "../../../../plans-folder/sealed/header";
import type { Manifest } from "../../../../plans-folder/manifest";
import { FakeKeyAndBucket } from "../../../support/sealing/fake-key-and-bucket";
import { KEY, pipelineExample } from "../../../support/sealing/pipeline-example";
import { bytesOf, writePlans, writeSingleRun } from "../../../support/shard-set";
import { temporaryFolder } from "../../../terraform-runner/support/temporary-folder";
import { recordedIo } from "../../terminal/recorded-io";

const TREE = "a".repeat(40);
const git = { commit: "c".repeat(40), tree: TREE, clean: true };
const FOR: SealedFor = { name: "acme", commit: git.commit, tree: TREE, shard: "all" };

describe("orgduty unseal, of what somebody sealed who may use the key", () => {
  const folder = temporaryFolder();
  const at = (name: string) => join(folder(), name);
  const config = pipelineExample();
  const project = loadProject(config);
  const aws = new FakeKeyAndBucket();
  let url: string;
  beforeAll(async () => void (url = await aws.start()));
  afterAll(() => aws.stop());
  beforeEach(() => writeSingleRun(project, at("plans"), { git }));
  const io = () => recordedIo(folder(), { ORGDUTY_LOCAL_AWS_URL: url });
  const seal = (to = "x.sealed", out = "plans") => runSeal({ config, out, to, aws: "local" }, io());
  const unseal = (file = "x.sealed", out = "opened", shard?: { number: number; of: number }) =>
    runUnseal({ config, file, out, tree: TREE, aws: "local", ...(shard ? { shard } : {}) }, io());

  /** Seals any list of files, as nobody's seal would. */
  async function sealAnything(files: Readonly<Record<string, string>>, header = FOR): Promise<void> {
    const keys = new DataKeys(KEY, url);
    const { key, wrapped } = await keys.make(encryptionContext(header));
    const list = Object.entries(files).map(([path, text]) => ({ path, bytes: Buffer.byteLength(text) }));
    const json = Buffer.from(JSON.stringify(list));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(json.length);
    const start = headerBytes({ ...header, key: { arn: KEY, wrapped } });
    const plain = [length, json, ...Object.values(files).map((text) => Buffer.from(text))];
    writeFileSync(at("x.sealed"), Buffer.concat([start, ...encrypted(plain, { key, header: start })]));
    keys.close();
  }
  /** The files of honest plans, to be changed. */
  function honest(change: (manifest: Manifest) => object = () => ({})): Record<string, string> {
    const files = bytesOf(at("plans"));
    const manifest = JSON.parse(readFileSync(at("plans/manifest.json"), "utf8")) as Manifest;
    return { ...files, "manifest.json": JSON.stringify({ ...manifest, ...change(manifest) }) };
  }
  async function refused(given?: Parameters<typeof unseal>): Promise<string> {
    const message = await unseal(...(given ?? [])).then(
      () => "unsealed",
      (error: Error) => error.message,
    );
    expect(readdirSync(folder()).filter((name) => /opened/.test(name))).toEqual([]);
    return message;
  }

  it("takes what is honest, to show that the others differ in one thing", async () => {
    await sealAnything(honest());
    expect(await unseal()).toBe(0);
    expect(Object.keys(bytesOf(at("opened")))).toEqual(Object.keys(bytesOf(at("plans"))));
  });

  it.each<[string, () => Record<string, string>, RegExp]>([
    ["a path that leads out", () => ({ ...honest(), "../up": "x" }), /is no plans folder/],
    ["an absolute path", () => ({ ...honest(), "/tmp/up": "x" }), /is no plans folder/],
    ["a hidden file", () => ({ ...honest(), "us-east-1/.terraformrc": "x" }), /is no plans folder/],
    [
      "two files that differ in case",
      () => ({ ...honest(), "US-EAST-1/plan.json": "x" }),
      /is no plans folder/,
    ],
    [
      "a stack that the manifest does not name",
      () => ({ ...honest(), "evil/plan.tfplan": "x" }),
      /evil is no stack/,
    ],
    [
      "a third file of a stack",
      () => ({ ...honest(), "us-east-1/extra.auto.tfvars": "x" }),
      /us-east-1\/extra.auto.tfvars is no file of a plan/,
    ],
    [
      "another plan file",
      () => ({ ...honest(), "us-east-1/plan.tfplan": "x" }),
      /is not what the manifest recorded/,
    ],
    [
      "no plan file",
      () => Object.fromEntries(Object.entries(honest()).filter(([path]) => path !== "us-east-1/plan.tfplan")),
      /us-east-1\/plan.tfplan is missing/,
    ],
    ["no manifest", () => ({ "us-east-1/plan.json": "{}" }), /manifest/],
    [
      "a manifest of another tree",
      () => honest(() => ({ git: { ...git, tree: "b".repeat(40) } })),
      /its manifest has the tree bbb/,
    ],
    [
      "a manifest of another commit",
      () => honest(() => ({ git: { ...git, commit: "d".repeat(40) } })),
      /its manifest has the commit ddd/,
    ],
    [
      "a manifest of another shard",
      () => honest(() => ({ shard: { number: 1, of: 8 } })),
      /its manifest has the shard 1\/8/,
    ],
    ["a manifest without git", () => honest(() => ({ git: null })), /which git tree/],
    [
      "a stack whose name leads out",
      () => honest(({ stacks }) => ({ stacks: [{ ...stacks[0], name: "../x" }] })),
      /manifest/,
    ],
  ])("refuses %s", async (_, files, reason) => {
    await sealAnything(files());
    expect(await refused()).toMatch(reason);
  });

  it("refuses frames under another file's header, and another file's data key", async () => {
    const shard = { number: 3, of: 8 };
    writePlans(project, at("plans-3"), stacksOfShard(project, shard), { git, shard });
    await seal("a.sealed");
    await seal("b.sealed", "plans-3");
    await seal("c.sealed");
    const [a, b, c] = ["a", "b", "c"].map((name) => readFileSync(at(`${name}.sealed`)));
    const end = (bytes: Buffer) => bytes.indexOf("\n", bytes.indexOf("\n") + 1) + 1;
    const joined = (one: Buffer, other: Buffer) =>
      Buffer.concat([one.subarray(0, end(one)), other.subarray(end(other))]);
    for (const bytes of [joined(a!, b!), joined(a!, c!), Buffer.concat([a!, c!])]) {
      writeFileSync(at("x.sealed"), bytes);
      expect(await refused()).toContain("part 1 is not what was sealed");
    }
  });

  it("refuses a shard of as many others", async () => {
    const shard = { number: 3, of: 9 };
    writePlans(project, at("plans-3"), stacksOfShard(project, shard), { git, shard });
    await seal("x.sealed", "plans-3");
    expect(await refused(["x.sealed", "opened", { number: 3, of: 8 }])).toContain(
      "is shard 3/9, wanted is shard 3/8",
    );
  });

  it("refuses a folder, a missing file, and a link in place of the plans", async () => {
    mkdirSync(at("folder"));
    expect(await refused(["folder"])).not.toBe("unsealed");
    expect(await refused(["missing"])).toContain("missing");
    await seal();
    mkdirSync(at("elsewhere"));
    writeFileSync(at("elsewhere/mine"), "mine");
    symlinkSync(at("elsewhere"), at("linked"));
    await expect(unseal("x.sealed", "linked")).rejects.toThrow("holds something other than plans");
    expect(readdirSync(at("elsewhere"))).toEqual(["mine"]);
  });
});
