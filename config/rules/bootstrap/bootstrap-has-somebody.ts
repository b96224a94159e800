import { parseArn } from "../../../aws/arn";
import { organizationsOf, type Rule } from "../../complete/draft";
import { valueAt } from "../../schema/mistakes";

const FIX =
  "write pipeline.github or pipeline.gitlab, or bootstrap.principals: [{arn: arn:aws:iam::111111111111:role/ci}]";

/** A role that nobody may assume is of no use, and a principal of one partition cannot assume a role of the other. */
export const bootstrapHasSomebody: Rule = (draft) => {
  const { bootstrap, pipeline } = draft;
  if (bootstrap === undefined) return [];
  const { principals = [], subjects } = bootstrap;
  const partitions: readonly string[] = organizationsOf(draft).map(({ partition }) => partition);
  const foreign = principals.flatMap((principal, index) => {
    const partition = principal?.arn === undefined ? undefined : parseArn(principal.arn).partition;
    if (partition === undefined || partitions.includes(partition)) return [];
    const path = ["bootstrap", "principals", index, "arn"];
    return [{ path, message: `the config has no organization in ${partition}`, fix: "remove it" }];
  });
  const trusted = principals.flatMap((principal) => principal?.arn ?? []);
  // What is wrong with a principal the schema says.
  const written = valueAt(draft.document, ["bootstrap", "principals"]);
  const isWrong = Array.isArray(written) && written.length > trusted.length;
  if (pipeline !== undefined || isWrong) return foreign;
  const served = trusted.map((one) => parseArn(one).partition);
  const alone = partitions.filter((partition) => !served.includes(partition));
  return [
    ...foreign,
    ...(alone.length === 0
      ? []
      : [{ path: ["bootstrap"], message: `nobody may assume the roles of ${alone.join(", ")}`, fix: FIX }]),
    ...(subjects === undefined
      ? []
      : [
          {
            path: ["bootstrap", "subjects"],
            message: "there are subjects, but no pipeline whose tokens have them",
            fix: "write pipeline.github or pipeline.gitlab, or remove the subjects",
          },
        ]),
  ];
};
