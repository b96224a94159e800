import {
  forwardingOf,
  forwardingPath,
  organizationsOf,
  plannedRegions,
  type Rule,
} from "../../complete/draft";
import { partitionOf } from "../../../aws/partitions";
import { parseArn } from "../../../aws/arn";

/**
 * Each region has queues, and a queue accepts only a key of its own region: one key for all regions must be a
 * multi-Region key.
 */
export const keyReachesEveryRegion: Rule = (draft) =>
  organizationsOf(draft).flatMap(({ partition }) => {
    const key = forwardingOf(draft, partition)?.kmsKeyArn;
    if (key === undefined || key.includes(":key/mrk-") || draft.regions === undefined) return [];
    const { region } = parseArn(key);
    const ours = plannedRegions(draft.regions).filter((planned) => partitionOf(planned) === partition);
    const beyond = ours.filter((planned) => planned !== region);
    if (parseArn(key).partition !== partition || beyond.length === 0) return [];
    return [
      {
        path: forwardingPath(draft, partition, "kmsKeyArn"),
        message: `the key lies in ${region} only, and ${beyond[0]} has queues too`,
        fix:
          ours.length === 1
            ? `use a key of ${ours[0]}`
            : "use a multi-Region key (its id begins with mrk-) with a replica in every planned region",
      },
    ];
  });
