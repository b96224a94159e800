import { organizationsOf, type Rule } from "../../complete/draft";

/** A runner has no profiles: it is given roles by the forge's token, and `orgduty bootstrap` makes the roles that are named. */
export const pipelineRolesAreNamed: Rule = (draft) => {
  if (draft.pipeline === undefined) return [];
  return organizationsOf(draft).flatMap(({ organization: { credentials }, path }) => {
    const at = [...path, "credentials"];
    if (credentials === undefined)
      return [
        {
          path: at,
          message: "a pipeline needs the roles of plan and apply",
          fix: "name them, e.g. administrator: arn:aws:iam::222222222222:role/orgduty-plan: ./orgduty bootstrap makes them",
        },
      ];
    return (["plan", "apply"] as const).flatMap((purpose) =>
      Object.entries(credentials[purpose] ?? {}).flatMap(([account, access]) =>
        access !== undefined && "profile" in access
          ? [
              {
                path: [...at, purpose, account],
                message: "a profile is not there in a pipeline",
                fix: "name the role's ARN in both plan and apply",
              },
            ]
          : [],
      ),
    );
  });
};
