import { cpSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { main } from "../../../../cli/main";
import { loadProject } from "../../../../organization/load-project";
import { sha256 } from "../../../../plans-folder/hashing";
import { stackList } from "../../../../config/stack-list";
import { temporaryFolder } from "../../../terraform-runner/support/temporary-folder";
import { editManifest, writePlans, writeShards } from "../../../support/shard-set";
import { changedExample } from "../../changed-example";
import { recordedIo } from "../../terminal/recorded-io";

describe("an author of a pipeline who", () => {
  const folder = temporaryFolder();
  const config = changedExample((yaml) => yaml);
  const project = loadProject(config);
  const at = (name: string) => join(folder(), name);

  /** Runs the command line; its exit code and everything it said. */
  async function orgduty(...args: string[]): Promise<[number, string]> {
    const io = recordedIo(folder());
    const code = await main(["node", "orgduty", ...args, "--config", config], io);
    return [code, [...io.errLines, ...io.outLines].join("\n")];
  }
  const merge = (...dirs: string[]) => orgduty("merge", ...dirs, "--out", "merged");

  it.each(["0/8", "9/8", "3", "3-8"])(
    "counts jobs from 0, or writes a shard as %s, reads how it is written",
    async (shard) => {
      const [code, said] = await orgduty("plan", "--offline", "--shard", shard);
      expect(code).toBe(1);
      expect(said).toMatch(
        /--shard.*fix: (parts count from 1 to the number of parts|give it a part and the number of parts, e.g. 3\/8)/,
      );
      if (shard === "0/8") expect(said).toContain("add 1 to a job's index that begins at 0");
    },
  );

  it("changes the number of shards in one place of two", async () => {
    const [first] = writeShards(project, at("two"), 2);
    const [, second] = writeShards(project, at("three"), 3);
    const [code, said] = await merge(first!, second!);
    expect(code).toBe(1);
    expect(said).toMatch(/number of shards differs: 2 in .*shard-1 \(1\/2\); 3 in .*shard-2 \(2\/3\)/);
  });

  it("gives two jobs the same number", async () => {
    const [first] = writeShards(project, at("set"), 2);
    cpSync(first!, at("again"), { recursive: true });
    const [code, said] = await merge(first!, at("again"));
    expect(code).toBe(1);
    expect(said).toContain(`shard 1/2 is there 2 times: ${first}, ${at("again")}`);
    expect(said).toContain("shard 2/2 is missing");
  });

  it("unpacks every artefact into one folder", async () => {
    for (const shard of writeShards(project, at("set"), 3)) cpSync(shard, at("all"), { recursive: true });
    const [code, said] = await merge(at("all"));
    expect(code).toBe(1);
    expect(said).toContain("shard 1/3 is missing\n");
    expect(said).toContain("shard 2/3 is missing\n");
    expect(said).toContain(
      `${at("all")}: holds a plan of us-east-2, which is not its own: each shard needs a folder to itself`,
    );
  });

  it("names the folder above the shards, or one that is not there", async () => {
    writeShards(project, at("set"), 2);
    const [code, said] = await merge("set", "shards/*");
    expect(code).toBe(1);
    expect(said).toContain("set: holds no plans; name the folders below it: set/*\n");
    expect(said).toContain("shards/*: there is no such folder\n");
  });

  it("plans by --stack, and merges that", async () => {
    for (const entry of stackList(project.config)) writePlans(project, at(entry.name), [entry]);
    const [code, said] = await merge("us-east-1", "us-east-2");
    expect(code).toBe(1);
    expect(said).toContain(
      "us-east-1: was planned without --shard\n  us-east-2: was planned without --shard\n",
    );
  });

  it("plans a shard and some stacks in one command", async () => {
    const [code, said] = await orgduty("plan", "--offline", "--shard", "1/2", "--stack", "us-east-1");
    expect([code, said]).toEqual([1, expect.stringContaining("--shard and --stack exclude each other")]);
  });

  it("repeats one failed job after a push", async () => {
    const shards = writeShards(project, at("set"), 2);
    editManifest(shards[1]!, () => ({
      git: { commit: "c2", tree: "t2", clean: true },
      sourcesSha256: sha256("newer"),
    }));
    const [code, said] = await merge(...shards);
    expect(code).toBe(1);
    expect(said).toMatch(
      /not merged, for 2 reasons:\n {2}code differs: .*\n {2}git tree differs: t1 in .*; t2 in/,
    );
  });

  it("keeps an artefact of yesterday", async () => {
    const shards = writeShards(project, at("set"), 2);
    editManifest(shards[0]!, () => ({ createdAt: new Date(Date.now() - 26 * 3_600_000).toISOString() }));
    expect(await merge(...shards)).toEqual([
      1,
      expect.stringContaining("set/shard-1: is stale, planned 26 hours ago"),
    ]);
    expect(await orgduty("merge", ...shards, "--out", "merged", "--max-age", "30")).toEqual([
      0,
      expect.anything(),
    ]);
  });

  it("lets a job without credentials plan offline among others that do not", async () => {
    const shards = writeShards(project, at("set"), 2);
    editManifest(shards[1]!, () => ({ mode: "offline" }));
    expect(await merge(...shards)).toEqual([
      1,
      expect.stringMatching(/mode differs: live in .*; offline in/),
    ]);
  });

  it("merges in a checkout of another config", async () => {
    const other = changedExample((yaml) => `${yaml}\n# another\n`);
    const shards = writeShards(loadProject(other), at("set"), 2);
    const [code, said] = await merge(...shards);
    expect(code).toBe(1);
    expect(said).toMatch(/set\/shard-1: .*orgduty.yaml has changed since it was planned/);
  });

  it("edits which stacks a shard holds", async () => {
    const shards = writeShards(project, at("set"), 2);
    editManifest(shards[0]!, ({ stacks }) => ({ stacks: stacks.slice(1) }));
    expect(await merge(...shards)).toEqual([
      1,
      expect.stringMatching(
        /shard 1\/2 is .*, this one planned .*: another release dealt it, or somebody edited it/,
      ),
    ]);
  });

  it("lets the set replace its own shards", async () => {
    const shards = writeShards(project, at("plans"), 2);
    const paths = [at("plans"), shards[0]!, join(shards[0]!, "merged")];
    for (const out of paths)
      expect(await orgduty("merge", ...shards, "--out", out)).toEqual([
        1,
        expect.stringContaining(
          "lie in each other: the set would replace the shard\n  fix: name a folder beside the shards",
        ),
      ]);
    mkdirSync(at("linked"));
    symlinkSync(at("plans"), at("linked/plans"));
    expect(await orgduty("merge", ...shards, "--out", "linked/plans")).toEqual([
      1,
      expect.stringContaining("lie in each other"),
    ]);
  });

  it("forgets to commit the lock file", async () => {
    rmSync(join(dirname(config), ".terraform.lock.hcl"));
    const [code, said] = await orgduty("plan", "--offline", "--shard", "1/8");
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(
        /no \.terraform\.lock\.hcl beside the config: each shard would write one of its own\n {2}fix: plan one stack without --shard, which writes it, and commit it/,
      ),
    ]);
  });
});
