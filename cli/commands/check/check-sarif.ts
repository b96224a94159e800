import type { Problem, ProblemsError } from "../../../config/problems/problems";

/** The rule that every result refers to. Problems have no ids of their own; their path and text identify them. */
const RULE = {
  id: "orgduty-check",
  shortDescription: { text: "orgduty.yaml and its account snapshots are right" },
  help: { text: "each result names the change that mends it; docs/configuration.md describes every key" },
  defaultConfiguration: { level: "error" },
};

/**
 * The problems of each file in SARIF 2.1.0, with their lines.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function checkSarif(errors: readonly ProblemsError[]): object {
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "orgduty", rules: [RULE] } },
        invocations: [{ executionSuccessful: true }],
        columnKind: "utf16CodeUnits",
        results: errors.flatMap(({ file, problems }) => problems.map((problem) => result(file, problem))),
      },
    ],
  };
}

function result(file: string, { line = 1, path, message, fix }: Problem): object {
  return {
    ruleId: RULE.id,
    ruleIndex: 0,
    level: "error",
    message: { text: `${path}: ${message}. Fix: ${fix}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(file.replaceAll("\\", "/")) },
          region: { startLine: line },
        },
      },
    ],
  };
}
