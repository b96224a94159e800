import { UNREAD } from "../../aws-clients/attempts";
import type { S3State } from "../../config/config";
import { blocker, fine, warning, type Finding } from "../line";
import type { BucketReading } from "../read/state-bucket";

/** How many settings close a bucket to the public, whatever its policy and ACLs say. */
const BLOCKS = 4;

/** The bucket of states: there, in its region, with every version kept, encrypted, closed to the public. */
export function judgeState({ bucket, region }: S3State, found: BucketReading): Finding[] {
  if (found.region === UNREAD) return [];
  if (found.region === undefined) {
    const fix = `aws s3api create-bucket --bucket ${bucket} --region ${region}${region === "us-east-1" ? "" : ` --create-bucket-configuration LocationConstraint=${region}`}`;
    return [blocker("state", `the bucket of states ${bucket} does not exist`, `no bucket ${bucket}`, fix)];
  }
  const findings = [
    ...place(bucket, region, found.region),
    ...versions(bucket, found),
    ...encryption(bucket, found),
    ...closed(bucket, found),
  ];
  const isRead = ![found.versioning, found.encryption, found.blocks, found.isPublic].includes(UNREAD);
  if (findings.length > 0 || !isRead) return findings;
  return [fine("state", `s3://${bucket} keeps versions, is encrypted and closed to the public`)];
}

function place(bucket: string, region: string, real: string): Finding[] {
  if (real === region) return [];
  const evidence = `s3://${bucket} is in ${real}, the config says ${region}`;
  return [
    blocker("state", "the bucket of states is in another region", evidence, `write state.s3.region: ${real}`),
  ];
}

function versions(bucket: string, { versioning }: BucketReading): Finding[] {
  if (versioning === UNREAD || versioning === "Enabled") return [];
  const fix = `aws s3api put-bucket-versioning --bucket ${bucket} --versioning-configuration Status=Enabled`;
  const what = "the bucket of states keeps no versions: a state that is overwritten is lost";
  return [warning("state", what, `versioning is ${versioning ?? "off"}`, fix)];
}

function encryption(bucket: string, found: BucketReading): Finding[] {
  if (found.encryption !== undefined) return [];
  const rule = '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}';
  const fix = `aws s3api put-bucket-encryption --bucket ${bucket} --server-side-encryption-configuration '${rule}'`;
  return [warning("state", "the bucket of states has no default encryption", "no rule", fix)];
}

function closed(bucket: string, { blocks, isPublic }: BucketReading): Finding[] {
  const names = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"];
  const setting = names.map((name) => `${name}=true`).join(",");
  const fix = `aws s3api put-public-access-block --bucket ${bucket} --public-access-block-configuration ${setting}`;
  if (isPublic === true)
    return [
      blocker(
        "state",
        "the bucket of states is public: states name every account and resource",
        `the policy of ${bucket} lets everybody in`,
        fix,
      ),
    ];
  if (blocks === UNREAD || blocks.length >= BLOCKS) return [];
  const missing = names.filter((name) => !blocks.includes(name));
  return [warning("state", "the bucket of states may be made public", `off: ${missing.join(", ")}`, fix)];
}
