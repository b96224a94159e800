import { forwardingOf, forwardingPath, organizationsOf, type Rule } from "../../complete/draft";
import { parseArn } from "../../../aws/arn";

/** The alarm topic and the key of a partition's forwarder must be in that partition. */
export const forwardingArnsAreInPartition: Rule = (draft) =>
  organizationsOf(draft).flatMap(({ partition }) =>
    (["alarmTopicArn", "kmsKeyArn"] as const).flatMap((key) => {
      const arn = forwardingOf(draft, partition)?.[key];
      if (arn === undefined || parseArn(arn).partition === partition) return [];
      return [
        {
          path: forwardingPath(draft, partition, key),
          message: `is of partition ${parseArn(arn).partition}, but also holds for organizations.${partition}`,
          fix: `give organizations.${partition}.forwarding a ${key} of its own`,
        },
      ];
    }),
  );
