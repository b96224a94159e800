import type { OrgdutyConfig } from "../../../config/config";
import { describeStatement } from "../../../aws/policy/document";
import { judge, whereIs, type Rule } from "../rule";
import { rolesFor } from "./roles-for";
import { exactly, tokenStatements } from "./token-statements";

/**
 * Who opens a pull request chooses what its jobs do. GitHub puts the protected environment into the subject of a job
 * that somebody approved; GitLab has the branch alone, which only maintainers push to.
 */
export const applyIsPinned: Rule = {
  id: "OD-070",
  title: "Only jobs in the protected environment, or on GitLab's protected branch, may apply",
  severity: "deny",
  fix: "trust the subject of pipeline.github.environment, or of pipeline.gitlab.branch, and no other",
  evaluate(context) {
    const roles = rolesFor(context, "apply");
    const wanted = pinOf(context.config);
    return judge(
      tokenStatements(context).filter(({ resource }) => roles.includes(resource)),
      "no role of apply trusts tokens",
      ({ resource }) => whereIs(resource),
      ({ statement }) =>
        (exactly(statement, "sub") ?? [])
          .filter((subject) => wanted === undefined || !subject.includes(wanted))
          .map((subject) => `${describeStatement(statement)} lets in ${subject}`),
    );
  },
};

function pinOf({ pipeline }: OrgdutyConfig): string | undefined {
  if (pipeline?.github) return `environment:${pipeline.github.environment}`;
  return pipeline?.gitlab && `ref:${pipeline.gitlab.branch}`;
}
