import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CreateBucketCommand, GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { S3State } from "../../../config/config";
import { stackList } from "../../../config/stack-list";
import { clientSettings } from "../../../local-aws/clients";
import type { LocalAws } from "../../../local-aws/start";
import type { Manifest } from "../../../plans-folder/manifest";
import { applyAll } from "../../../terraform/apply/apply-all";
import { rehearseDestroy } from "../../../terraform/apply/destroy-stack";
import { stackRun } from "../../../terraform/engine/workspace";
import { planAll } from "../../../terraform/plan/plan-all";
import { processOf } from "../../../terraform/process/known-process";
import { StateAt } from "../../../terraform/state/state-at";
import { eventually, startForTest } from "../../support/running-local-aws";
import { commandResource, TinyProject } from "../../terraform-runner/support/tiny-project";

const REGION = "us-east-1";
const STATE: { s3: S3State } = { s3: { bucket: "states", region: REGION, keyPrefix: "one" } };
const KEY = "one/tiny/us-east-1.tfstate";
const LOCK = `${KEY}.tflock`;

/** The lock is a real one: Terraform made it, and was killed. */
describe("A lock that a killed Terraform left on a state in S3 of the local AWS", () => {
  const project = new TinyProject([REGION]);
  const stack = stackList(project.config).find(({ name }) => name === REGION)!;
  let aws: LocalAws;
  let manifest: Manifest;
  beforeAll(async () => {
    aws = await startForTest();
    await s3().send(new CreateBucketCommand({ Bucket: "states" }));
    write(commandResource("sleep 60"));
    const first = await planned();
    if (!first.manifest) throw first.failures[0] as unknown as Error;
    manifest = first.manifest;
    const applying = apply();
    await eventually("Terraform has locked the state", async () => (await lockId()) !== undefined);
    const pid = readFileSync(join((await open()).workFolder, "stacks", REGION, "terraform.pid"), "utf8");
    process.kill(processOf(pid).pid, "SIGKILL");
    expect((await applying).failures).toHaveLength(1);
  }, 120_000);
  afterAll(async () => {
    await aws?.stop();
    project.remove();
  });

  const s3 = () => new S3Client({ ...clientSettings(aws.url, "111111111111", REGION), forcePathStyle: true });
  const lockId = async (): Promise<string | undefined> => {
    const request = new GetObjectCommand({ Bucket: "states", Key: LOCK });
    const text = await (
      await s3()
        .send(request)
        .catch(() => undefined)
    )?.Body?.transformToString();
    return text && (JSON.parse(text) as { ID: string }).ID;
  };
  const write = (content: object) =>
    project.write({
      [REGION]: {
        ...content,
        terraform: {
          backend: { s3: { ...STATE.s3, keyPrefix: undefined, key: KEY, use_lockfile: true } },
        },
      },
    });
  const open = () => {
    const organization = { ...project.config.organizations.aws!, state: STATE };
    const config = { ...project.config, organizations: { aws: organization } };
    return project.open({ config, mode: { kind: "local", endpoint: aws.url } });
  };
  const planned = async () => planAll({ ...project.planProps(await open()), stacks: [stack] });
  const apply = async () =>
    applyAll({
      ...{ workspace: await open(), manifest, plansFolder: project.plansFolder },
      ...{ shownFolder: "plans", concurrency: 1 },
    });
  const explained = async () =>
    new RegExp(
      `the state of us-east-1 is locked by \\S+@\\S+ \\(apply\\) since [\\d-]+ [\\d:]+ UTC.*\\n.*\\./orgduty state unlock us-east-1 ${await lockId()} --aws local$`,
    );

  it("is explained by plan and apply", async () => {
    expect((await planned()).failures[0]?.message).toMatch(await explained());
    expect((await apply()).failures[0]?.message).toMatch(await explained());
  }, 120_000);

  it("is explained by destroy, without waiting long", async () => {
    const started = Date.now();
    await expect(rehearseDestroy(stackRun(await open(), stack, "apply"))).rejects.toThrow(await explained());
    expect(Date.now() - started).toBeLessThan(60_000);
  }, 120_000);

  it("is explained by state move", async () => {
    const state = new StateAt(await open(), stack, STATE);
    await expect(state.refuseLocked()).rejects.toThrow(await explained());
  }, 120_000);

  it("is removed if it is the one that is named, and no other", async () => {
    const state = new StateAt(await open(), stack, STATE);
    await expect(state.unlock("another")).rejects.toThrow("does not match the existing lock ID");
    await state.unlock((await lockId())!);
    expect(await lockId()).toBeUndefined();
    await state.refuseLocked();
    expect(await lockId()).toBeUndefined();
  }, 120_000);
});
