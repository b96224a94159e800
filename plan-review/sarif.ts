import { createHash } from "node:crypto";
import { isLowered, type CollapsedEvidence, type RuleReport } from "./judge-rules";
import type { Review } from "./review";

/** GitHub shows 5,000 results of a run and refuses more than 25,000. */
const MAX_RESULTS = 5000;

const LEVELS = { fail: "error", warn: "warning", waived: "note" } as const;

/**
 * The review's failures and warnings in SARIF 2.1.0, for code scanning and editors.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif({ rules, verdict, provenance }: Review): object {
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "orgduty", rules: rules.map(descriptor) } },
        originalUriBaseIds: { PLANS: { description: { text: "The folder of the plans" } } },
        invocations: [{ executionSuccessful: true, exitCodeDescription: verdict.headline }],
        columnKind: "utf16CodeUnits",
        results: [
          ...provenance.altered.map(alteration),
          ...rules.flatMap((rule, index) => rule.evidence.flatMap((item) => result(rule, index, item))),
        ].slice(0, MAX_RESULTS),
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

function result(rule: RuleReport, ruleIndex: number, evidence: CollapsedEvidence): object[] {
  const { id, title, fix, status, note } = rule;
  if (status !== "fail" && status !== "warn" && status !== "waived") return [];
  const { address, detail, stacks } = evidence;
  const place = stacks.length === 0 ? "" : `(${stacks.join(", ")})`;
  const lowered = isLowered(rule) ? "(lowered by the config from deny to warn)" : "";
  const subject = [address, detail, place, lowered].filter((part) => part !== "").join(" ");
  const fingerprint = createHash("sha256").update(`${id}\n${address}\n${detail}`).digest("hex");
  return [
    {
      ruleId: id,
      ruleIndex,
      level: LEVELS[status],
      message: { text: `${title}: ${subject}. Fix: ${fix}` },
      locations: (stacks.length === 0 ? [undefined] : stacks).map((stack) => location(stack, address)),
      partialFingerprints: { "orgduty/v1": fingerprint },
      ...(status === "waived" && {
        suppressions: [{ kind: "external", status: "accepted", justification: note }],
      }),
    },
  ];
}

/** No rule's: what the rules judged is not what was planned. */
function alteration(file: string): object {
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
