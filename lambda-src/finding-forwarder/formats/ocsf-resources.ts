import type { ForwardedEvent } from "../event/forwarded-event";
import { isObject, scalarAt, textAt, valueAt, type JsonObject } from "../event/json-object";

/** A resource that a finding is about: https://schema.ocsf.io/1.3.0/objects/resource_details */
interface Resource {
  readonly type: string;
  readonly uid: string | undefined;
  readonly name: string | undefined;
  readonly region: string;
}

/**
 * How a finding describes a kind of resource: the type names used for it, the member, and inside that the unique name
 * and the short name.
 */
type Kind = readonly [types: readonly string[], member: string, uid: string, name: string];

/** Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Resource.html */
const KINDS: readonly Kind[] = [
  [["Instance"], "instanceDetails", "instanceId", "instanceId"],
  [["AccessKey"], "accessKeyDetails", "accessKeyId", "userName"],
  [["S3Bucket"], "s3BucketDetails", "arn", "name"],
  [["EKSCluster"], "eksClusterDetails", "arn", "name"],
  [["ECSCluster"], "ecsClusterDetails", "arn", "name"],
  [["Container"], "containerDetails", "id", "name"],
  [["RDSDBInstance"], "rdsDbInstanceDetails", "dbInstanceArn", "dbInstanceIdentifier"],
  [["RDSLimitlessDB"], "rdsLimitlessDbDetails", "dbShardGroupArn", "dbShardGroupIdentifier"],
  [["Lambda"], "lambdaDetails", "functionArn", "functionName"],
  [["EBSSnapshot"], "ebsSnapshotDetails", "snapshotArn", "snapshotArn"],
  [["EC2Image"], "ec2ImageDetails", "imageArn", "imageArn"],
  [
    ["EBSRecoveryPoint", "EC2RecoveryPoint", "S3RecoveryPoint"],
    "recoveryPointDetails",
    "recoveryPointArn",
    "recoveryPointArn",
  ],
];

/**
 * The resources that a finding is about, first the one that its type names: the finding about a stolen key also
 * describes the instance. If it describes no resource, it is about the account.
 */
export function ocsfResources(event: ForwardedEvent): Resource[] {
  const { detail, region, accountId } = event;
  const type = textAt(detail, "resource", "resourceType") ?? "Unknown";
  const found = [...described(event, type), ...ofSequence(event)].filter(({ uid, name }) => uid || name);
  if (found.length === 0) return [{ type, uid: accountId, name: undefined, region }];
  return [
    ...found.filter((resource) => resource.type === type),
    ...found.filter((resource) => resource.type !== type),
  ];
}

function described({ detail, region, accountId }: ForwardedEvent, type: string): Resource[] {
  return KINDS.flatMap(([types, member, uid, name]) =>
    objectsIn(valueAt(detail, "resource", member)).flatMap((details) => [
      ...objectsIn(valueAt(details, "s3ObjectDetails")).map((object) => ({
        type: "S3Object",
        uid: textAt(object, "objectArn"),
        name: textAt(object, "key"),
        region,
      })),
      {
        type: types.includes(type) ? type : types[0]!,
        uid: uidOf(details, uid, `arn:${textAt(detail, "partition") ?? "aws"}:ec2:${region}:${accountId}`),
        name: scalarAt(details, name) || undefined,
        region,
      },
    ]),
  );
}

/** An instance has no ARN in a finding. A key that was never used has no id, only its principal. */
function uidOf(details: JsonObject, member: string, ec2: string): string | undefined {
  const uid = scalarAt(details, member) || textAt(details, "principalId");
  return uid && member === "instanceId" ? `${ec2}:instance/${uid}` : uid || undefined;
}

/** The resources involved in an attack sequence. */
function ofSequence({ detail, region }: ForwardedEvent): Resource[] {
  return objectsIn(valueAt(detail, "service", "detection", "sequence", "resources")).map((resource) => ({
    type: textAt(resource, "resourceType") ?? "Unknown",
    uid: scalarAt(resource, "uid") || undefined,
    name: scalarAt(resource, "name") || undefined,
    region: textAt(resource, "region") ?? region,
  }));
}

function objectsIn(value: unknown): JsonObject[] {
  return (Array.isArray(value) ? (value as unknown[]) : [value]).filter(isObject);
}
