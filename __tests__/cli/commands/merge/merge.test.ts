import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../../cli/commands/merge/merge";
import { loadProject } from "../../../../organization/load-project";
import { readManifest, type Manifest } from "../../../../plans-folder/manifest";
import { bytesOf, editManifest, writeShards, writeSingleRun } from "../../../support/shard-set";
import { temporaryFolder } from "../../../terraform-runner/support/temporary-folder";
import { changedExample } from "../../changed-example";
import { recordedIo } from "../../terminal/recorded-io";

describe("orgduty merge", () => {
  const folder = temporaryFolder();
  const config = changedExample((yaml) => yaml);
  const project = loadProject(config);
  const at = (name: string) => join(folder(), name);
  let shards: string[];
  beforeEach(() => (shards = writeShards(project, folder(), 8)));

  async function merge(dir: readonly string[] = shards, changed: { out?: string; json?: boolean } = {}) {
    const io = recordedIo(folder());
    const code = await run({ config, dir, out: "merged", maxAge: 24, ...changed }, io);
    return { code, out: io.outLines.join("\n"), err: io.errLines.join("\n") };
  }
  /** The reasons of a refusal, without their two spaces. */
  async function reasons(dir?: readonly string[]): Promise<string[]> {
    const message = await merge(dir).then(
      () => "merged",
      (error: Error) => error.message,
    );
    const [first, ...lines] = message.split("\n");
    expect(first).toBe(`not merged, for ${lines.length - 1} ${lines.length === 2 ? "reason" : "reasons"}:`);
    expect(readdirSync(folder()).filter((name) => /merged/.test(name))).toEqual([]);
    return lines.slice(0, -1).map((line) => line.slice(2));
  }

  it("makes what a single run leaves, byte for byte, in whichever order the shards are named", async () => {
    writeSingleRun(project, at("single"));
    const { code, out, err } = await merge([...shards].reverse());
    expect(code).toBe(0);
    expect(out).toMatch(/^total +17 +0 +0$/m);
    expect(err).toContain("./orgduty review --out merged");
    expect(bytesOf(at("merged"))).toEqual(bytesOf(at("single")));
    expect(statSync(at("merged/us-east-1/plan.tfplan")).mode & 0o777).toBe(0o600);
  });

  it("takes more shards than stacks, and a single one", async () => {
    for (const count of [20, 1]) {
      const few = writeShards(project, at(`of-${count}`), count);
      await merge(few, { out: `merged-${count}` });
      expect(readManifest(at(`merged-${count}`)).stacks).toHaveLength(17);
      expect(readManifest(at(`merged-${count}`))).not.toHaveProperty("shard");
    }
  });

  it("is as old as its oldest shard, and prints its manifest with --json", async () => {
    const createdAt = new Date(Date.now() - 3_600_000).toISOString();
    editManifest(shards[4]!, () => ({ createdAt }));
    const { out } = await merge(shards, { json: true });
    expect(JSON.parse(out)).toMatchObject({ createdAt });
    expect(JSON.parse(out)).toEqual(JSON.parse(readFileSync(at("merged/manifest.json"), "utf8")));
  });

  it("records no stray states if one shard could not look, and each that any of them found", async () => {
    const state = { stack: "eu-west-9", file: "s3://b/eu-west-9" };
    editManifest(shards[1]!, () => ({ strayStates: [state] }));
    await merge();
    expect(readManifest(at("merged")).strayStates).toEqual([state]);
    editManifest(shards[2]!, () => ({ strayStates: undefined }));
    await merge();
    expect(readManifest(at("merged"))).not.toHaveProperty("strayStates");
  });

  it("leaves the last set as it was if it refuses", async () => {
    await merge();
    const before = bytesOf(at("merged"));
    editManifest(shards[0]!, () => ({ mode: "offline" }));
    await expect(merge()).rejects.toThrow("mode differs");
    expect(bytesOf(at("merged"))).toEqual(before);
  });

  it("replaces neither another config's live plans nor anything else", async () => {
    mkdirSync(at("merged"));
    writeFileSync(at("merged/notes.txt"), "mine");
    await expect(merge()).rejects.toThrow("holds something other than plans");
  });

  describe("refuses, with every reason at once,", () => {
    const hash = "f".repeat(64);
    const other = { sha256: hash };
    it.each([
      [
        "config",
        () => ({ config: { path: "other.yaml", ...other } }),
        /^config differs: .*other.yaml f{12} in/,
      ],
      ["snapshots", () => ({ snapshots: {} }), /^snapshots differs: /],
      ["code", () => ({ sourcesSha256: hash }), /^code differs: .*f{12} in .*shard-3 \(3\/8\)/],
      ["an unknown code", () => ({ sourcesSha256: undefined }), /^code differs: .*not recorded in .*shard-3/],
      [
        "git tree",
        () => ({ git: { commit: "c1", tree: "t2", clean: true } }),
        /^git tree differs: t1 in .*t2 in/,
      ],
      [
        "changes",
        () => ({ git: { commit: "c1", tree: "t1", clean: false } }),
        /^uncommitted changes differs: /,
      ],
      [
        "engine",
        ({ versions }: Manifest) => ({ versions: { ...versions, engine: "OpenTofu" as const } }),
        /^engine differs: Terraform 1.11.4 in .*OpenTofu 1.11.4 in/,
      ],
      ["lock file", () => ({ lockFileSha256: hash }), /^lock file differs: /],
      ["mode", () => ({ mode: "local" as const }), /^mode differs: live in .*local in .*shard-3 \(3\/8\)$/],
      ["release", () => ({ orgduty: "0.2.0" }), /^release of orgduty differs: 0.1.0 in .*0.2.0 in/],
    ])("a shard of another %s", async (_, change, expected) => {
      editManifest(shards[2]!, change);
      expect((await reasons()).filter((reason) => / differs: /.test(reason))).toEqual([
        expect.stringMatching(expected),
      ]);
    });

    it.each([
      ["terraform", /^engine differs: /],
      ["provider", /^provider differs: 5.100.0 in .*9.9.9 in/],
      ["bindings", /^bindings differs: /],
      ["cdktf", /^bindings differs: .*cdktf 9.9.9/],
    ])("a shard of another version of %s", async (tool, expected) => {
      editManifest(shards[2]!, ({ versions }) => ({ versions: { ...versions, [tool]: "9.9.9" } }));
      expect(await reasons()).toEqual([expect.stringMatching(expected)]);
    });

    it("what is missing, altered, stale, and of another config", async () => {
      const inFirst = readManifest(shards[0]!).stacks.map(({ name }) => name);
      for (const name of inFirst) writeFileSync(join(shards[0]!, name, "plan.json"), "{}");
      const [second] = readManifest(shards[1]!).stacks.map(({ name }) => name);
      rmSync(join(shards[1]!, second!, "plan.tfplan"));
      editManifest(shards[2]!, () => ({ createdAt: new Date(Date.now() - 90_000_000).toISOString() }));
      editManifest(shards[3]!, () => ({ createdAt: new Date(Date.now() + 3_600_000).toISOString() }));
      editManifest(shards[4]!, () => ({ mode: "offline" }));
      const found = await reasons(shards.slice(0, 7));
      expect(found).toEqual(
        expect.arrayContaining([
          "shard 8/8 is missing",
          ...inFirst.map((name) => `${shards[0]}/${name}/plan.json: is not what the manifest recorded`),
          `${shards[1]}/${second}/plan.tfplan: is missing`,
          `${shards[2]}: is stale, planned 25 hours ago, at most 24 are allowed`,
          expect.stringMatching(/shard-4: planned at .*, but this machine's clock says/),
          expect.stringMatching(/^mode differs: live in .*; offline in .*shard-5 \(5\/8\)$/),
        ]),
      );
    });
  });
});
