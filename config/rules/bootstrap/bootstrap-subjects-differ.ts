import type { Rule } from "../../complete/draft";

/** A job that may plan and apply by the same token needs nobody's approval. GitLab's tokens do not tell environments. */
export const bootstrapSubjectsDiffer: Rule = ({ bootstrap, pipeline }) => {
  if (pipeline?.github === undefined) return [];
  const { plan = [], apply = [] } = bootstrap?.subjects ?? {};
  return apply.flatMap((subject, index) => {
    const isPlans = subject !== undefined && plan.includes(subject);
    if (!isPlans && !subject?.endsWith(":pull_request")) return [];
    const message = isPlans ? "may plan as well" : "is every pull request's, whoever opened it";
    const fix = "name the subject of the protected environment: repo:OWNER/NAME:environment:ENVIRONMENT";
    return [{ path: ["bootstrap", "subjects", "apply", index], message, fix }];
  });
};
