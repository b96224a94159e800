import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { CreateBucketCommand, HeadObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { run as runSeal } from "../../cli/commands/seal/seal";
import { run as runUnseal } from "../../cli/commands/unseal/unseal";
import { clientSettings } from "../../local-aws/clients";
import type { LocalAws } from "../../local-aws/start";
import { loadProject } from "../../organization/load-project";
import { recordedIo } from "../cli/terminal/recorded-io";
import { motoIsThere, startForTest } from "../support/running-local-aws";
import { pipelineExample } from "../support/sealing/pipeline-example";
import { bytesOf, writeSingleRun } from "../support/shard-set";

const git = { commit: "c".repeat(40), tree: "a".repeat(40), clean: true };

describe("Sealed plans in the local AWS", () => {
  let aws: LocalAws | undefined;
  const folder = mkdtempSync(join(tmpdir(), "orgduty-sealing-"));
  beforeAll(async () => {
    if (await motoIsThere()) aws = await startForTest();
  }, 60_000);
  afterAll(async () => aws?.stop());

  async function roundTrip(config: string, to: string, alter: () => void = () => undefined): Promise<void> {
    const io = recordedIo(folder, { ORGDUTY_LOCAL_AWS_URL: aws!.url });
    writeSingleRun(loadProject(config), join(folder, "plans"), { git });
    await runSeal({ config, out: "plans", to, aws: "local" }, io);
    alter();
    await runUnseal({ config, file: to, out: `opened-${to}`, tree: git.tree, aws: "local" }, io);
    expect(bytesOf(join(folder, `opened-${to}`))).toEqual(bytesOf(join(folder, "plans")));
  }

  it("open with the KMS key and the context that they were sealed with, and with no other", async () => {
    if (!aws) return;
    const kms = new KMSClient(clientSettings(aws.url, "222222222222", "us-east-1"));
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
    const config = pipelineExample(`kmsKeyArn: ${KeyMetadata!.Arn}`);
    await roundTrip(config, "x.sealed");
    const file = join(folder, "x.sealed");
    const altered = () =>
      writeFileSync(file, readFileSync(file, "latin1").replace(git.commit, "d".repeat(40)), "latin1");
    await expect(roundTrip(config, "x.sealed", altered)).rejects.toThrow("KMS did not make its data key");
  }, 60_000);

  it("lie in the state bucket under SSE-KMS", async () => {
    if (!aws) return;
    const s3 = new S3Client({
      ...clientSettings(aws.url, "111111111111", "us-east-1"),
      forcePathStyle: true,
    });
    await s3.send(new CreateBucketCommand({ Bucket: "acme-states" }));
    await roundTrip(pipelineExample(""), "s3");
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: "acme-states" }));
    expect(Contents.map(({ Key }) => Key)).toEqual([
      expect.stringMatching(`^orgduty/acme/sealed/${git.tree}/[\\w-]+/all.sealed$`),
    ]);
    const object = await s3.send(new HeadObjectCommand({ Bucket: "acme-states", Key: Contents[0]!.Key! }));
    expect(object.ServerSideEncryption).toBe("aws:kms");
  }, 60_000);
});
