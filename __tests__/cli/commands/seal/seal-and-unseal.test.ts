import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run as runSeal } from "../../../../cli/commands/seal/seal";
import { run as runUnseal, type UnsealOptions } from "../../../../cli/commands/unseal/unseal";
import { loadProject } from "../../../../organization/load-project";
import { readManifest } from "../../../../plans-folder/manifest";
import { stacksOfShard } from "../../../../cli/stacks-of-shard";
import { FakeKeyAndBucket } from "../../../support/sealing/fake-key-and-bucket";
import { KEY, pipelineExample } from "../../../support/sealing/pipeline-example";
import { bytesOf, editManifest, writePlans, writeSingleRun } from "../../../support/shard-set";
import { changedExample } from "../../changed-example";
import { temporaryFolder } from "../../../terraform-runner/support/temporary-folder";
import { recordedIo } from "../../terminal/recorded-io";

const TREE = "a".repeat(40);
const git = { commit: "c".repeat(40), tree: TREE, clean: true };
const SHARD = { number: 3, of: 8 };

describe("orgduty seal and unseal", () => {
  const folder = temporaryFolder();
  const at = (name: string) => join(folder(), name);
  const config = pipelineExample();
  const project = loadProject(config);
  const aws = new FakeKeyAndBucket();
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    env = { ORGDUTY_LOCAL_AWS_URL: await aws.start(), GITHUB_RUN_ID: "77" };
  });
  afterAll(() => aws.stop());
  beforeEach(() => {
    aws.denies = false;
    aws.calls.length = 0;
    aws.objects.clear();
    writeSingleRun(project, at("plans"), { git });
    writePlans(project, at("plans-3"), stacksOfShard(project, SHARD), { git, shard: SHARD });
  });

  async function seal(changed: Partial<Parameters<typeof runSeal>[0]> = {}, given = env) {
    const io = recordedIo(folder(), given);
    await runSeal({ config, out: "plans", to: "acme.sealed", aws: "local", ...changed }, io);
    return io.outLines.join("\n");
  }
  async function unseal(changed: Partial<UnsealOptions> = {}, given = env) {
    const io = recordedIo(folder(), given);
    const options = { config, file: "acme.sealed", out: "opened", tree: TREE, aws: "local", ...changed };
    const code = await runUnseal(options, io);
    expect(code).toBe(0);
    return io.outLines.join("\n");
  }
  /** What a refusal says, and that it left nothing behind. */
  async function refused(changed?: Partial<UnsealOptions>): Promise<string> {
    const message = await unseal(changed).then(
      () => "unsealed",
      (error: Error) => error.message,
    );
    expect(readdirSync(folder()).filter((name) => /opened/.test(name))).toEqual([]);
    return message;
  }

  it("carry a set of plans as it was, for its owner alone", async () => {
    expect(await seal()).toBe(
      "sealed the whole set of plans (17 stacks, tree aaaaaaaaaaaa) into acme.sealed",
    );
    expect(await unseal()).toContain("unsealed the whole set (17 stacks, tree aaaaaaaaaaaa) into opened");
    expect(bytesOf(at("opened"))).toEqual(bytesOf(at("plans")));
    for (const [name, mode] of [
      ["acme.sealed", 0o600],
      ["opened", 0o700],
      ["opened/us-east-1/plan.tfplan", 0o600],
    ] as const)
      expect(statSync(at(name)).mode & 0o777).toBe(mode);
    expect(readFileSync(at("acme.sealed")).includes("plan of us-east-1")).toBe(false);
  });

  it("carry the files of a review as well", async () => {
    writeFileSync(at("plans/review.intoto.json"), "{}");
    await seal();
    await unseal();
    expect(readFileSync(at("opened/review.intoto.json"), "utf8")).toBe("{}");
  });

  it("bind the data key to name, tree, commit and shard, under the config's key alone", async () => {
    await seal({ out: "plans-3" });
    await unseal({ shard: SHARD });
    const EncryptionContext = {
      ...{ "orgduty:name": "acme", "orgduty:tree": TREE },
      ...{ "orgduty:commit": git.commit, "orgduty:shard": "3/8" },
    };
    expect(aws.calls).toEqual([
      { operation: "GenerateDataKey", KeyId: KEY, EncryptionContext },
      { operation: "Decrypt", KeyId: KEY, EncryptionContext },
    ]);
  });

  it("use another data key each time", async () => {
    await seal();
    const first = readFileSync(at("acme.sealed"));
    await seal();
    expect(readFileSync(at("acme.sealed")).subarray(-100)).not.toEqual(first.subarray(-100));
  });

  it("replace what an earlier unseal left, and nothing else", async () => {
    await seal();
    await unseal();
    await unseal();
    writeFileSync(at("notes"), "mine");
    await expect(unseal({ out: "." })).rejects.toThrow("holds something other than plans");
    expect(existsSync(at("notes"))).toBe(true);
  });

  it("print what was sealed, and the manifest, with --json", async () => {
    expect(JSON.parse(await seal({ json: true }))).toEqual({
      ...{ schemaVersion: 1, name: "acme", commit: git.commit, tree: TREE, shard: "all", to: "acme.sealed" },
    });
    expect(JSON.parse(await unseal({ json: true }))).toEqual(readManifest(at("plans")));
  });

  describe("refuse", () => {
    it("another shard, or the whole set in place of a shard", async () => {
      await seal({ out: "plans-3" });
      expect(await refused()).toContain("is shard 3/8, wanted is the whole set");
      expect(await refused({ shard: { number: 2, of: 8 } })).toContain("is shard 3/8, wanted is shard 2/8");
      await seal();
      expect(await refused({ shard: SHARD })).toContain("is the whole set, wanted is shard 3/8");
    });

    it("another tree's, which is this checkout's unless one is named", async () => {
      await seal();
      expect(await refused({ tree: "b".repeat(40) })).toContain(
        `sealed from the git tree ${TREE}, wanted is bbb`,
      );
      const { tree: _, ...options } = {
        config,
        file: "acme.sealed",
        out: "opened",
        aws: "local",
        tree: TREE,
      };
      await expect(runUnseal(options, recordedIo(folder(), env))).rejects.toThrow(
        new RegExp(`sealed from the git tree ${TREE}, wanted is [0-9a-f]{40}`),
      );
    });

    it("another config's", async () => {
      await seal();
      expect(await refused({ config: pipelineExample(undefined, "other") })).toContain(
        "sealed for the config acme, wanted is other",
      );
    });

    it("another key's, even if KMS would open it", async () => {
      await seal();
      const other = KEY.replace("1234abcd", "aaaaaaaa");
      expect(await refused({ config: pipelineExample(`kmsKeyArn: ${other}`) })).toContain(
        `encrypted with the key ${KEY}, wanted is ${other}`,
      );
      expect(aws.calls.map(({ operation }) => operation)).toEqual(["GenerateDataKey"]);
    });

    it.each(["commit", "tree", "shard", "name"])(
      "a header that says another %s than KMS was told",
      async (what) => {
        const changed = { commit: "d".repeat(40), tree: "b".repeat(40), shard: "2/8", name: "other" }[what]!;
        await seal({ out: "plans-3" });
        const bytes = readFileSync(at("acme.sealed"), "latin1");
        const altered = bytes.replace(new RegExp(`("${what}":)"[^"]*"`), `$1"${changed}"`);
        expect(altered).not.toBe(bytes);
        writeFileSync(at("acme.sealed"), altered, "latin1");
        const wanted = {
          ...{ shard: what === "shard" ? { number: 2, of: 8 } : SHARD },
          ...{ tree: what === "tree" ? changed : TREE },
          ...(what === "name" ? { config: pipelineExample(undefined, "other") } : {}),
        };
        expect(await refused(wanted)).toContain("KMS did not make its data key");
      },
    );

    it("a manifest that says another commit than what was sealed, and files that it does not name", async () => {
      await seal();
      await unseal();
      rmSync(at("opened"), { recursive: true });
      writeFileSync(at("plans/us-east-1/plan.tfplan"), "another plan");
      await expect(seal()).rejects.toThrow("us-east-1/plan.tfplan is not what the manifest recorded");
      writeSingleRun(project, at("plans"), { git });
      editManifest(at("plans"), ({ stacks }) => ({ stacks: stacks.slice(1) }));
      await expect(seal()).rejects.toThrow("foundation-aws is no stack of the manifest");
    });

    it("what a file in the clear says, with and without a key in the config", async () => {
      const bare = pipelineExample("");
      await seal({ config: bare, to: "s3" });
      const { bytes } = [...aws.objects.values()][0]!;
      writeFileSync(at("acme.sealed"), bytes);
      expect(await refused({ config: bare })).toContain(
        "is not encrypted: only the state bucket may hold such plans",
      );
      expect(await refused()).toContain(`is not encrypted, but pipeline.kmsKeyArn is ${KEY}`);
    });

    it("to write plans in the clear, into the plans themselves, or from an unknown git tree", async () => {
      await expect(seal({ config: pipelineExample("") })).rejects.toThrow(
        "not sealed: without pipeline.kmsKeyArn nothing encrypts acme.sealed",
      );
      await expect(seal({ to: "plans/acme.sealed" })).rejects.toThrow("lies in plans");
      editManifest(at("plans"), () => ({ git: null }));
      await expect(seal()).rejects.toThrow("nothing says which git tree the plans are of");
      expect(existsSync(at("acme.sealed"))).toBe(false);
    });

    it("with AWS's own words, if AWS denies", async () => {
      await seal();
      aws.denies = true;
      await expect(seal()).rejects.toThrow(`${KEY}: AccessDeniedException: no`);
      expect(await refused()).toContain("roles print --for plan --account runner");
      await expect(seal({ to: "s3" })).rejects.toThrow("AccessDeniedException");
      await expect(unseal({ file: "s3" })).rejects.toThrow("s3://acme-states: AccessDenied: no");
    });
  });

  describe("with the state bucket", () => {
    const bare = pipelineExample("", "acme", `, keyPrefix: security, kmsKeyArn: "${KEY}"`);
    const key = `/acme-states/security/acme/sealed/${TREE}/77/all.sealed`;

    it("carry a set under the bucket's key, apart for each tree, run and shard", async () => {
      expect(await seal({ config: bare, to: "s3" })).toContain(`into s3:/${key}`);
      const { headers } = aws.objects.get(key)!;
      expect(headers["x-amz-server-side-encryption"]).toBe("aws:kms");
      expect(headers["x-amz-server-side-encryption-aws-kms-key-id"]).toBe(KEY);
      await unseal({ config: bare, file: "s3" });
      expect(bytesOf(at("opened"))).toEqual(bytesOf(at("plans")));
      expect(aws.calls).toEqual([]);
      await seal({ config: bare, to: "s3", out: "plans-3" });
      expect([...aws.objects.keys()]).toContain(key.replace("all", "3-of-8"));
    });

    it("find nothing of another run, tree or shard", async () => {
      await seal({ config: bare, to: "s3" });
      const none = "there is no such object";
      await expect(unseal({ config: bare, file: "s3" }, { ...env, GITHUB_RUN_ID: "78" })).rejects.toThrow(
        none,
      );
      await expect(unseal({ config: bare, file: "s3", shard: SHARD })).rejects.toThrow(none);
      await expect(unseal({ config: bare, file: "s3", tree: "b".repeat(40) })).rejects.toThrow(none);
      await unseal({ config: bare, file: "s3", run: "77" }, { ...env, GITHUB_RUN_ID: "78" });
      await expect(unseal({ config: bare, file: "s3", run: "../.." })).rejects.toThrow("is no run");
    });

    it("encrypt there as well if the config has a key of its own", async () => {
      await seal({ to: "s3" });
      const { bytes, headers } = [...aws.objects.values()][0]!;
      expect(bytes.includes("plan of us-east-1")).toBe(false);
      expect(headers).not.toHaveProperty("x-amz-server-side-encryption-aws-kms-key-id");
      await unseal({ file: "s3" });
      expect(bytesOf(at("opened"))).toEqual(bytesOf(at("plans")));
    });

    it("leave nothing of it on the machine but the plans", async () => {
      const temporary = () =>
        readdirSync(process.env.TMPDIR ?? "/tmp").filter((name) => name.startsWith("orgduty-sealed-"));
      const before = temporary();
      await seal({ config: bare, to: "s3" });
      await unseal({ config: bare, file: "s3" });
      expect(temporary()).toEqual(before);
    });

    it("need one", async () => {
      const local = changedExample((yaml) => yaml);
      await expect(seal({ config: local, to: "s3" })).rejects.toThrow(
        "s3 is the state bucket, and the config has none",
      );
    });
  });
});
