import { pipelineHasOneForge } from "../../../../config/rules/pipeline/pipeline-has-one-forge";
import { pipelineKeyIsInPartition } from "../../../../config/rules/pipeline/pipeline-key-is-in-partition";
import { pipelineRolesAreNamed } from "../../../../config/rules/pipeline/pipeline-roles-are-named";
import { pipelineStateIsShared } from "../../../../config/rules/pipeline/pipeline-state-is-shared";
import { shardsHaveStacks } from "../../../../config/rules/pipeline/shards-have-stacks";
import { told } from "../../checked";
import { findings, PIPELINE_BASE } from "../../valid-document";

const GITHUB = { repository: "acme/guardduty" };
const KEY = "key/1234abcd-12ab-34cd-56ef-1234567890ab";
const given = (pipeline: object) => ({ ...PIPELINE_BASE, pipeline });

describe("pipelineHasOneForge", () => {
  it("rejects a pipeline without a forge, and one with two", () => {
    expect(findings(pipelineHasOneForge, given({}))).toEqual(["pipeline: no forge is named"]);
    expect(findings(pipelineHasOneForge, given({ github: GITHUB, gitlab: { project: "a/b" } }))).toEqual([
      "pipeline.gitlab: github is named too",
    ]);
  });

  it("counts a forge whose keys are wrong, which the schema reports", () => {
    expect(findings(pipelineHasOneForge, given({ github: { repository: "no" } }))).toEqual([]);
    expect(findings(pipelineHasOneForge)).toEqual([]);
  });
});

describe("pipelineStateIsShared", () => {
  it("rejects local states, written or not, once each place", () => {
    const local = { ...given({ github: GITHUB }), state: undefined, "organizations.aws-cn.state": "local" };
    const problem =
      "a pipeline needs its states in a bucket: a local state is gone with the job that wrote it";
    expect(findings(pipelineStateIsShared, local)).toEqual([
      `state: ${problem}`,
      `organizations.aws-cn.state: ${problem}`,
    ]);
    expect(told(local).join("\n")).toContain("state: {s3: {bucket: NAME, region: REGION}}");
  });

  it("accepts buckets, and local states without a pipeline", () => {
    expect(findings(pipelineStateIsShared, given({ github: GITHUB }))).toEqual([]);
    expect(findings(pipelineStateIsShared)).toEqual([]);
  });
});

describe("pipelineRolesAreNamed", () => {
  it("rejects an organization without credentials, and a profile", () => {
    const profiles = {
      "organizations.aws.credentials.plan.management": { profile: "root" },
      "organizations.aws-cn.credentials": undefined,
    };
    expect(findings(pipelineRolesAreNamed, { ...given({ github: GITHUB }), ...profiles })).toEqual([
      "organizations.aws.credentials.plan.management: a profile is not there in a pipeline",
      "organizations.aws-cn.credentials: a pipeline needs the roles of plan and apply",
    ]);
  });

  it("accepts roles, and no credentials without a pipeline", () => {
    expect(findings(pipelineRolesAreNamed, given({ github: GITHUB }))).toEqual([]);
    expect(findings(pipelineRolesAreNamed)).toEqual([]);
  });
});

describe("pipelineKeyIsInPartition", () => {
  const keyed = (kmsKeyArn: string) => given({ github: GITHUB, kmsKeyArn });

  it("rejects a key whose region is in another partition than its ARN", () => {
    expect(findings(pipelineKeyIsInPartition, keyed(`arn:aws:kms:cn-north-1:222222222222:${KEY}`))).toEqual([
      "pipeline.kmsKeyArn: the key is of partition aws, but cn-north-1 is not in it",
    ]);
  });

  it("rejects a key of a partition without an organization", () => {
    const changes = keyed(`arn:aws-cn:kms:cn-north-1:222222222222:${KEY}`);
    expect(findings(pipelineKeyIsInPartition, { ...changes, "organizations.aws-cn": undefined })).toEqual([
      "pipeline.kmsKeyArn: the key is of partition aws-cn, where the config has no organization",
    ]);
    expect(findings(pipelineKeyIsInPartition, changes)).toEqual([]);
  });
});

describe("shardsHaveStacks", () => {
  const two = { regions: ["us-east-1", "us-east-2"], "organizations.aws-cn": undefined };
  it("rejects more shards than stacks, the foundation included", () => {
    const problem = "pipeline.shards: 4 shards, but the config has 3 stacks";
    expect(findings(shardsHaveStacks, { ...given({ github: GITHUB, shards: 4 }), ...two })).toEqual([
      problem,
    ]);
    expect(findings(shardsHaveStacks, { ...given({ github: GITHUB, shards: 3 }), ...two })).toEqual([]);
  });

  it("says nothing while the regions are wrong", () => {
    const unknown = { ...given({ github: GITHUB, shards: 17 }), regions: ["nowhere-7"] };
    expect(findings(shardsHaveStacks, unknown)).toEqual([]);
  });
});
