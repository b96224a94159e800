import { organizationsOf, type Rule } from "../../complete/draft";

/** A partition's states must be in a bucket of that partition: credentials of one partition do not work in another. */
export const stateIsInPartition: Rule = (draft) =>
  organizationsOf(draft).flatMap(({ partition, organization, path }) => {
    const state = organization.state ?? draft.state;
    if (state === undefined || state === "local") return [];
    const { region, kmsKeyArn } = state.s3 ?? {};
    const base = organization.state ? [...path, "state"] : ["state"];
    const fix = organization.state
      ? `use one of partition ${partition}`
      : `give organizations.${partition} a state of its own`;
    const wrongRegion = region !== undefined && region.startsWith("cn-") !== (partition === "aws-cn");
    const wrongKey = kmsKeyArn !== undefined && !kmsKeyArn.startsWith(`arn:${partition}:`);
    return [
      ...(wrongRegion
        ? [{ path: [...base, "s3", "region"], message: `"${region}" is not in partition ${partition}`, fix }]
        : []),
      ...(wrongKey
        ? [{ path: [...base, "s3", "kmsKeyArn"], message: `the key is not in partition ${partition}`, fix }]
        : []),
    ];
  });
