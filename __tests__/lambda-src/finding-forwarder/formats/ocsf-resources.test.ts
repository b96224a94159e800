import { ocsfResources } from "../../../../lambda-src/finding-forwarder/formats/ocsf-resources";
import { eventOf, findingBody } from "../factories";

const resources = (overrides: object) => ocsfResources(eventOf(findingBody(overrides)));
const found = (resource: object) =>
  resources({ resource }).map(({ type, uid, name }) => [type, uid, name] as const);

describe("ocsfResources", () => {
  it("gives an instance the ARN that follows from its account and region", () => {
    const instance = { resourceType: "Instance", instanceDetails: { instanceId: "i-1" } };
    expect(resources({ resource: instance })).toEqual([
      {
        type: "Instance",
        uid: "arn:aws:ec2:eu-west-1:012345678901:instance/i-1",
        name: "i-1",
        region: "eu-west-1",
      },
    ]);
    expect(resources({ resource: instance, partition: "aws-cn", region: "cn-north-1" })[0]!.uid).toBe(
      "arn:aws-cn:ec2:cn-north-1:012345678901:instance/i-1",
    );
  });

  it.each<[string, object, readonly unknown[]]>([
    ["AccessKey", { accessKeyDetails: { accessKeyId: "ASIA1", userName: "alice" } }, ["ASIA1", "alice"]],
    ["AccessKey", { accessKeyDetails: { accessKeyId: "", principalId: "AIDA1" } }, ["AIDA1", undefined]],
    ["S3Bucket", { s3BucketDetails: [{ arn: "arn:aws:s3:::b", name: "b" }] }, ["arn:aws:s3:::b", "b"]],
    ["EKSCluster", { eksClusterDetails: { arn: "arn:eks", name: "c" } }, ["arn:eks", "c"]],
    ["ECSCluster", { ecsClusterDetails: { arn: "arn:ecs", name: "c" } }, ["arn:ecs", "c"]],
    ["Container", { containerDetails: { id: "abc", name: "web" } }, ["abc", "web"]],
    [
      "RDSDBInstance",
      { rdsDbInstanceDetails: { dbInstanceArn: "arn:rds", dbInstanceIdentifier: "db" } },
      ["arn:rds", "db"],
    ],
    [
      "RDSLimitlessDB",
      { rdsLimitlessDbDetails: { dbShardGroupArn: "arn:shard", dbShardGroupIdentifier: "s" } },
      ["arn:shard", "s"],
    ],
    ["Lambda", { lambdaDetails: { functionArn: "arn:fn", functionName: "fn" } }, ["arn:fn", "fn"]],
    ["EBSSnapshot", { ebsSnapshotDetails: { snapshotArn: "arn:snap" } }, ["arn:snap", "arn:snap"]],
    ["EC2Image", { ec2ImageDetails: { imageArn: "arn:image" } }, ["arn:image", "arn:image"]],
    ["S3RecoveryPoint", { recoveryPointDetails: { recoveryPointArn: "arn:rp" } }, ["arn:rp", "arn:rp"]],
  ])("names the resource of a finding on %s", (resourceType, details, expected) => {
    expect(found({ resourceType, ...details })).toEqual([[resourceType, ...expected]]);
  });

  it("takes the API's case", () => {
    expect(found({ ResourceType: "Lambda", LambdaDetails: { FunctionArn: "arn:fn" } })).toEqual([
      ["Lambda", "arn:fn", undefined],
    ]);
  });

  it("puts first what the finding is named for", () => {
    expect(
      found({
        resourceType: "AccessKey",
        instanceDetails: { instanceId: "i-1" },
        accessKeyDetails: { accessKeyId: "ASIA1" },
      }).map(([type]) => type),
    ).toEqual(["AccessKey", "Instance"]);
    const s3ObjectDetails = [{ objectArn: "arn:aws:s3:::b/key", key: "key" }];
    const s3BucketDetails = [{ arn: "arn:aws:s3:::b", name: "b", s3ObjectDetails }];
    expect(found({ resourceType: "S3Object", s3BucketDetails })).toEqual([
      ["S3Object", "arn:aws:s3:::b/key", "key"],
      ["S3Bucket", "arn:aws:s3:::b", "b"],
    ]);
  });

  it("names all that an attack sequence went through", () => {
    const cluster = { uid: "arn:eks", name: "demo", resourceType: "EKS_CLUSTER", region: "eu-central-1" };
    const detection = { sequence: { resources: [cluster, { uid: "arn:pod" }] } };
    expect(resources({ resource: { resourceType: "AttackSequence" }, service: { detection } })).toEqual([
      { type: "EKS_CLUSTER", uid: "arn:eks", name: "demo", region: "eu-central-1" },
      { type: "Unknown", uid: "arn:pod", name: undefined, region: "eu-west-1" },
    ]);
  });

  it.each([
    [null],
    [{}],
    [{ resourceType: "Lambda" }],
    [{ resourceType: "Lambda", lambdaDetails: [7, null] }],
  ])("is the account where the finding describes nothing: %j", (resource) => {
    expect(resources({ resource })).toEqual([
      expect.objectContaining({ uid: "012345678901", region: "eu-west-1" }),
    ]);
  });
});
