import { organizationsOf, type Rule } from "../../complete/draft";

const FIX =
  "state: {s3: {bucket: NAME, region: REGION}}, then ./orgduty state move if there are states already";

/** Each job of a pipeline is a machine of its own: a local state would be gone with it. */
export const pipelineStateIsShared: Rule = (draft) => {
  if (draft.pipeline === undefined) return [];
  const local = organizationsOf(draft).filter(
    ({ organization }) => (organization.state ?? draft.state ?? "local") === "local",
  );
  const paths = local.map(({ organization, path }) => (organization.state ? [...path, "state"] : ["state"]));
  const once = new Map(paths.map((path) => [path.join("."), path]));
  return [...once.values()].map((path) => ({
    path,
    message: "a pipeline needs its states in a bucket: a local state is gone with the job that wrote it",
    fix: FIX,
  }));
};
