import { forwardingOf, forwardingPath, organizationsOf, type Draft, type Rule } from "../../complete/draft";
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
          message: `is of partition ${parseArn(arn).partition}, but holds for organizations.${partition}`,
          fix: isShared(draft, parseArn(arn).partition)
            ? `give organizations.${partition}.forwarding a ${key} of its own`
            : `use one of partition ${partition}`,
        },
      ];
    }),
  );

/** Whether the ARN is another organization's rightly. */
function isShared(draft: Draft, partition: string): boolean {
  return organizationsOf(draft).some((other) => other.partition === partition);
}
