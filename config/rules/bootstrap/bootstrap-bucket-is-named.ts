import { organizationsOf, type Rule } from "../../complete/draft";

/** The bucket that bootstrap makes is the one that `state.s3` names: it has no other name. */
export const bootstrapBucketIsNamed: Rule = (draft) => {
  if (draft.bootstrap?.stateBucket === undefined) return [];
  const local = organizationsOf(draft).filter(
    ({ organization }) => (organization.state ?? draft.state ?? "local") === "local",
  );
  return local.map(({ partition }) => ({
    path: ["bootstrap", "stateBucket"],
    message: `the states of ${partition} are local, so that the bucket has no name`,
    fix: "state: {s3: {bucket: NAME, region: REGION}}, or remove stateBucket",
  }));
};
