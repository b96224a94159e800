import { parseArn } from "../../../aws/arn";
import { organizationsOf, type Rule } from "../../complete/draft";

/** The reader is in the account of the administrator's roles, and has policies that are named after it, as they have. */
export const bootstrapNamesDiffer: Rule = (draft) => {
  const name = draft.bootstrap?.reader?.name;
  if (name === undefined) return [];
  const roles = organizationsOf(draft).flatMap(({ organization: { credentials } }) =>
    (["plan", "apply"] as const).flatMap((purpose) => {
      const made = credentials?.[purpose]?.administrator;
      return made && "roleArn" in made && made.roleArn !== undefined
        ? [parseArn(made.roleArn).resource.split("/").at(-1)]
        : [];
    }),
  );
  if (!roles.includes(name)) return [];
  const path = ["bootstrap", "reader", "name"];
  return [
    {
      path,
      message: `"${name}" is the name of a role that plans or applies`,
      fix: "give the reader a name of its own",
    },
  ];
};
