import { createHash } from "node:crypto";
import { isLowered, type CollapsedEvidence, type RuleReport, type Status } from "../../judge/judge-rules";
import type { Review } from "../review";
import { toldRules } from "../told-rules";
import { answeringKeys } from "./answering-keys";
import { configLines, type ConfigLine, type ReviewedConfig } from "./config-lines";
import { ALTERED, alteredDescriptor, descriptor } from "./descriptors";

/** GitHub shows 5,000 results of a run and refuses more than 25,000. */
const MAX_RESULTS = 5000;

/** GitHub takes paths relative to this as those of the repository. */
const ROOT = "%SRCROOT%";

/** The most serious status comes first. */
const LEVELS: Readonly<Record<Status, string>> = {
  fail: "error",
  warn: "warning",
  waived: "note",
  pass: "none",
  "not-applicable": "none",
};

type Result = { readonly ruleId: string } & Record<string, unknown>;

/** The config that results point into, and the release that reviews. */
export interface SarifSource extends ReviewedConfig {
  /** @default not said */
  readonly release?: string;
}

/** A result's place in the config, by the paths that may answer for it. */
type Place = ReviewedConfig & { readonly lineOf: (keys: readonly string[]) => ConfigLine };

/**
 * The review's failures and warnings in SARIF 2.1.0, for code scanning and editors. Each result points to the line of
 * the config that answers for it, because the plans are not in git.
 * Sources: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html,
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function sarif(review: Review, source: SarifSource): object {
  const { rules, verdict, provenance } = review;
  const { release } = source;
  const place = { ...source, lineOf: configLines(source.text) };
  const altered = provenance.altered.map((file) => alteration(file, rules.length, place));
  const results = [...altered, ...resultsOf(review, place)];
  const leftOut = results.slice(MAX_RESULTS);
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "orgduty",
            ...(release !== undefined && { version: release, semanticVersion: release }),
            rules: [...rules.map(descriptor), alteredDescriptor()],
          },
        },
        originalUriBaseIds: { [ROOT]: { description: { text: "The root of the git repository" } } },
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

/**
 * The most serious level comes first. Within a level, the first result of each rule comes before the second of any
 * rule, so that no rule crowds out another.
 */
function resultsOf(review: Review, place: Place): Result[] {
  const levels = Object.values(LEVELS);
  return toldRules(review)
    .flatMap((rule) => {
      const ruleIndex = review.rules.indexOf(rule);
      return rule.evidence.map((item, turn) => ({ turn, ...result(rule, ruleIndex, item, place) }));
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

function result(rule: RuleReport, ruleIndex: number, item: CollapsedEvidence, place: Place) {
  const { id, title, fix, status, note } = rule;
  const { address, detail, stacks } = item;
  const where = stacks.length === 0 ? "" : `(${stacks.join(", ")})`;
  const lowered = isLowered(rule) ? "(lowered by the config from deny to warn)" : "";
  const subject = [address, detail, where, lowered].filter((part) => part !== "").join(" ");
  return {
    ruleId: id,
    ruleIndex,
    level: LEVELS[status],
    ...located(`${title}: ${subject}. Fix: ${fix}`, { ruleId: id, ...item }, place),
    ...fingerprints(`${id}\n${address}\n${detail}`),
    ...(status === "waived" && {
      suppressions: [{ kind: "external", status: "accepted", justification: note }],
    }),
  };
}

/** This result belongs to no rule: it says that the rules judged something other than what was planned. */
function alteration(file: string, ruleIndex: number, place: Place): Result {
  const text = `${file} is not what the manifest recorded. Fix: plan again`;
  const [stack = ""] = file.split("/");
  return {
    ...{ ruleId: ALTERED, ruleIndex, level: "error" },
    ...located(
      text,
      { ruleId: ALTERED, address: "", detail: "", stacks: file.includes("/plan.") ? [stack] : [] },
      place,
    ),
    ...fingerprints(`${ALTERED}\n${file}`),
  };
}

function fingerprints(identity: string): object {
  const hash = createHash("sha256").update(identity).digest("hex");
  // A line that moves in the config is the same result, so the hash is not made from the line.
  return { partialFingerprints: { "orgduty/v1": hash, primaryLocationLineHash: `${hash.slice(0, 16)}:1` } };
}

/** The lines that answer for a result, each once, and a word in the message if there is none. */
function located(
  text: string,
  { ruleId, address, detail, stacks }: CollapsedEvidence & { readonly ruleId: string },
  { path, lineOf }: Place,
): { readonly message: object; readonly locations: readonly object[] } {
  const found = new Map<number, { readonly fits: boolean; readonly stacks: string[] }>();
  for (const stack of stacks.length === 0 ? [undefined] : stacks) {
    const keys = answeringKeys({ ruleId, address, detail, ...(stack !== undefined && { stack }) });
    const { line, fits } = lineOf(keys);
    const known = found.get(line) ?? { fits, stacks: [] };
    if (stack !== undefined) known.stacks.push(stack);
    found.set(line, known);
  }
  const isShown = [...found.values()].every(({ fits }) => fits);
  return {
    message: {
      text: isShown ? text : `${text}. No line of ${path} answers for it, so it is shown at the top`,
    },
    locations: [...found].map(([startLine, own]) => ({
      physicalLocation: {
        artifactLocation: { uri: encodeURI(path), uriBaseId: ROOT },
        region: { startLine },
      },
      ...logicalLocations(address, own.stacks),
    })),
  };
}

/** The resource in each stack's plan; the stack alone if the result is about no resource. */
function logicalLocations(address: string, stacks: readonly string[]): object {
  const named = stacks.map((stack) =>
    address === ""
      ? { fullyQualifiedName: stack, kind: "module" }
      : { name: address, fullyQualifiedName: `${stack}/${address}`, kind: "resource" },
  );
  const alone = address === "" ? [] : [{ fullyQualifiedName: address, kind: "resource" }];
  const all = stacks.length === 0 ? alone : named;
  return all.length === 0 ? {} : { logicalLocations: all };
}
