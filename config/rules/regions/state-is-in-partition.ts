import { parseArn } from "../../../aws/arn";
import { organizationsOf, type Rule } from "../../complete/draft";
import type { Mistake, Path } from "../../problems/mistake";

/**
 * A partition's states must be in a bucket of that partition, because credentials of one do not work in another, and S3
 * encrypts a bucket's objects only with a key of the bucket's region.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export const stateIsInPartition: Rule = (draft) =>
  organizationsOf(draft).flatMap(({ partition, organization, path }) => {
    const state = organization.state ?? draft.state;
    if (state === undefined || state === "local") return [];
    const { region, kmsKeyArn } = state.s3 ?? {};
    const base = organization.state ? [...path, "state"] : ["state"];
    const isOnly = organization.state !== undefined || organizationsOf(draft).length === 1;
    const fix = isOnly
      ? `use one of partition ${partition}`
      : `give organizations.${partition} a state of its own`;
    const wrongRegion = region !== undefined && region.startsWith("cn-") !== (partition === "aws-cn");
    const elsewhere =
      region !== undefined && kmsKeyArn !== undefined && parseArn(kmsKeyArn).region !== region;
    const wrongKey = kmsKeyArn !== undefined && !kmsKeyArn.startsWith(`arn:${partition}:`);
    return [
      ...(wrongRegion
        ? [{ path: [...base, "s3", "region"], message: `"${region}" is not in partition ${partition}`, fix }]
        : []),
      ...(wrongKey
        ? [{ path: [...base, "s3", "kmsKeyArn"], message: `the key is not in partition ${partition}`, fix }]
        : []),
      ...(elsewhere && !wrongKey ? [keyElsewhere([...base, "s3", "kmsKeyArn"], kmsKeyArn, region)] : []),
    ];
  });

function keyElsewhere(path: Path, kmsKeyArn: string, region: string): Mistake {
  const message = `the key is of ${parseArn(kmsKeyArn).region}, and S3 takes one of the bucket's region`;
  return { path, message, fix: `use a key of ${region}` };
}
