import { parseArn } from "../../../aws/arn";
import { partitionOf } from "../../../aws/partitions";
import { organizationsOf, type Rule } from "../../complete/draft";

/** A runner signs in to organizations of the config only, so that only a key of their partitions can be used. */
export const pipelineKeyIsInPartition: Rule = (draft) => {
  const key = draft.pipeline?.kmsKeyArn;
  if (key === undefined) return [];
  const { partition, region } = parseArn(key);
  const path = ["pipeline", "kmsKeyArn"];
  if (partitionOf(region) !== partition) {
    const message = `the key is of partition ${partition}, but ${region} is not in it`;
    return [{ path, message, fix: `begin it with arn:${partitionOf(region)}:, or correct the region` }];
  }
  const partitions = organizationsOf(draft).map((organization) => organization.partition);
  if (partitions.length === 0 || partitions.some((known) => known === partition)) return [];
  const message = `the key is of partition ${partition}, where the config has no organization`;
  return [{ path, message, fix: `use a key of ${partitions.join(" or ")}` }];
};
