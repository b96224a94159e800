import type { Rule } from "../../complete/draft";

/** The roles trust one issuer of tokens, and one pipeline applies: two would apply against each other. */
export const pipelineHasOneForge: Rule = ({ pipeline }) => {
  if (pipeline === undefined) return [];
  const given = (["github", "gitlab"] as const).filter((forge) => pipeline[forge] !== undefined);
  if (given.length === 1) return [];
  return given.length === 0
    ? [
        {
          path: ["pipeline"],
          message: "no forge is named",
          fix: "add github: {repository: OWNER/NAME}, or gitlab: {project: GROUP/NAME}",
        },
      ]
    : [{ path: ["pipeline", "gitlab"], message: "github is named too", fix: "keep one of the two" }];
};
