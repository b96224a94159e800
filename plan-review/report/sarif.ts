import { createHash } from "node:crypto";
import { isLowered, type CollapsedEvidence, type RuleReport, type Status } from "../judge/judge-rules";
import type { Review } from "./review";
import { toldRules } from "./told-rules";

/** GitHub shows 5,000 results of a run and refuses more than 25,000. */
const MAX_RESULTS = 5000;

/** The most serious status comes first. */
const LEVELS: Readonly<Record<Status, string>> = {
  fail: "error",
  warn: "warning",
  waived: "note",
  pass: "none",
  "not-applicable": "none",
};

type Result = { readonly ruleId: string } & Record<string, unknown>;

/**
 * The review's failures and warnings in SARIF 2.1.0, for code scanning and editors.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif(review: Review): object {
  const { rules, verdict, provenance } = review;
  const results = [...provenance.altered.map(alteration), ...resultsOf(review)];
  const leftOut = results.slice(MAX_RESULTS);
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "orgduty", rules: rules.map(descriptor) } },
        originalUriBaseIds: { PLANS: { description: { text: "The folder of the plans" } } },
        invocations: [
          {
            executionSuccessful: true,
            exitCodeDescription: verdict.headline,
            ...(leftOut.length > 0 && { toolExecutionNotifications: [notification(leftOut)] }),
          },
        ],
        columnKind: "utf16CodeUnits",
        results: results.slice(0, MAX_RESULTS),
      },
    ],
  };
}

function descriptor({ id, title, fix, severity }: RuleReport): object {
  return {
    id,
    shortDescription: { text: title },
    help: { text: fix },
    defaultConfiguration: { level: severity === "deny" ? "error" : "warning" },
  };
}

/**
 * The most serious level comes first. Within a level, the first result of each rule comes before the second of any
 * rule, so that no rule crowds out another.
 */
function resultsOf(review: Review): Result[] {
  const levels = Object.values(LEVELS);
  return toldRules(review)
    .flatMap((rule) => {
      const ruleIndex = review.rules.indexOf(rule);
      return rule.evidence.map((item, turn) => ({ turn, ...result(rule, ruleIndex, item) }));
    })
    .sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level) || a.turn - b.turn)
    .map(({ turn: _, ...rest }) => rest);
}

function notification(leftOut: readonly Result[]): object {
  const counts = new Map<string, number>();
  for (const { ruleId } of leftOut) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  const rules = [...counts].map(([id, count]) => `${id}: ${count}`).join(", ");
  const text = `${leftOut.length} results are left out (${rules}); review.json has all of them`;
  return { level: "warning", message: { text } };
}

function result(rule: RuleReport, ruleIndex: number, { address, detail, stacks }: CollapsedEvidence) {
  const { id, title, fix, status, note } = rule;
  const place = stacks.length === 0 ? "" : `(${stacks.join(", ")})`;
  const lowered = isLowered(rule) ? "(lowered by the config from deny to warn)" : "";
  const subject = [address, detail, place, lowered].filter((part) => part !== "").join(" ");
  const fingerprint = createHash("sha256").update(`${id}\n${address}\n${detail}`).digest("hex");
  return {
    ruleId: id,
    ruleIndex,
    level: LEVELS[status],
    message: { text: `${title}: ${subject}. Fix: ${fix}` },
    locations: (stacks.length === 0 ? [undefined] : stacks).map((stack) => location(stack, address)),
    partialFingerprints: {
      "orgduty/v1": fingerprint,
      primaryLocationLineHash: `${fingerprint.slice(0, 16)}:1`,
    },
    ...(status === "waived" && {
      suppressions: [{ kind: "external", status: "accepted", justification: note }],
    }),
  };
}

/** This result belongs to no rule: it says that the rules judged something other than what was planned. */
function alteration(file: string): Result {
  return {
    ruleId: "altered",
    level: "error",
    message: { text: `${file} is not what the manifest recorded. Fix: plan again` },
    locations: [location(undefined, "")],
    partialFingerprints: { "orgduty/v1": createHash("sha256").update(`altered\n${file}`).digest("hex") },
  };
}

function location(stack: string | undefined, address: string): object {
  return {
    physicalLocation: {
      artifactLocation: {
        uri: stack === undefined ? "manifest.json" : `${stack}/plan.json`,
        uriBaseId: "PLANS",
      },
      region: { startLine: 1 },
    },
    ...(address !== "" && { logicalLocations: [{ fullyQualifiedName: address, kind: "resource" }] }),
  };
}
