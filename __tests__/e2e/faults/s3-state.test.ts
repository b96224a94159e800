import { CreateBucketCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { clientSettings } from "../../../local-aws/clients";
import type { FaultKind } from "../../../local-aws/faults/fault";
import type { LocalAws } from "../../../local-aws/start";
import type { Manifest } from "../../../plans-folder/manifest";
import { applyAll } from "../../../terraform/apply/apply-all";
import { planAll } from "../../../terraform/plan/plan-all";
import { startForTest } from "../../support/running-local-aws";
import { dataResource, TinyProject } from "../../terraform-runner/support/tiny-project";

const [ACCOUNT, REGION] = ["222222222222", "us-east-1"];

/** Terraform's own resource: what goes wrong here is the state and its lock. */
describe("A state in S3 of the local AWS, while S3 fails", () => {
  const project = new TinyProject([REGION as "us-east-1"]);
  const said: string[] = [];
  let aws: LocalAws;
  beforeAll(async () => {
    aws = await startForTest();
    await s3().send(new CreateBucketCommand({ Bucket: "states" }));
    project.write({ [REGION]: { terraform: { backend: { s3: backend() } }, ...dataResource("findings") } });
  }, 120_000);
  afterEach(() => void aws.faults.clear());
  afterAll(async () => {
    await aws?.stop();
    project.remove();
  });

  const backend = () => ({
    ...{ bucket: "states", key: "one.tfstate", region: REGION, use_lockfile: true, use_path_style: true },
    ...{ endpoints: { s3: aws.url, sts: aws.url }, skip_requesting_account_id: true },
  });
  const s3 = () => new S3Client({ ...clientSettings(aws.url, ACCOUNT, REGION), forcePathStyle: true });
  const failPut = (kind: FaultKind, matching: string) =>
    aws.faults.add({ kind, service: "s3", operation: "PutObject", matching });
  const env = { ...process.env, AWS_ACCESS_KEY_ID: ACCOUNT, AWS_SECRET_ACCESS_KEY: "local" };
  const open = () => project.open({ env, tell: (text) => void said.push(text) });
  const planned = async () => {
    const props = project.planProps(await open());
    return planAll({ ...props, stacks: props.stacks.filter(({ name }) => name === REGION) });
  };
  const plan = async (): Promise<Manifest> => {
    const { manifest, failures } = await planned();
    if (!manifest) throw failures[0] as unknown as Error;
    return manifest;
  };
  const apply = async (manifest: Manifest) =>
    applyAll({
      ...{ workspace: await open(), manifest, plansFolder: project.plansFolder },
      ...{ shownFolder: "plans", concurrency: 1 },
    });

  it("is not planned without its lock, and is once the lock can be had", async () => {
    await failPut("deny", ".tflock");
    const { failures } = await planned();
    expect(failures[0]?.message).toContain("Error acquiring the state lock");
    aws.faults.clear();
    expect((await plan()).stacks[0]).toMatchObject({ adds: 1 });
  }, 120_000);

  it.each<FaultKind>(["expire", "deny"])(
    "is saved by the next run if an apply could not: %s",
    async (kind) => {
      project.write({ [REGION]: { terraform: { backend: { s3: backend() } }, ...dataResource(kind) } });
      const manifest = await plan();
      await failPut(kind, "terraform_data");
      const { failures } = await apply(manifest);
      expect(failures[0]?.message).toContain("fix: make the state writable, and plan again");
      expect((await planned()).failures[0]?.message).toContain("an apply could not save its state");
      aws.faults.clear();
      expect((await plan()).stacks[0]).toMatchObject({ adds: 0 });
      expect(said).toContain("us-east-1: the state that an earlier apply could not save is saved now");
      const { Contents = [] } = await s3().send(new ListObjectsV2Command({ Bucket: "states" }));
      expect(Contents.map(({ Key }) => Key)).toEqual(["one.tfstate"]);
    },
    120_000,
  );
});
