import { createHash } from "node:crypto";
import { isLowered, type Status } from "../../judge/judge-rules";
import type { Provenance, Review } from "../review";

/**
 * The review as an in-toto Statement about the plan files, for a pipeline to sign. Without a signature it proves
 * nothing. Its subjects are exactly the files that are applied. It also names the review's own files, so that a
 * signed review can be told apart from another one.
 * Sources: https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md and
 * .../spec/predicates/test-result.md
 */
export function statement(
  { rules, verdict, provenance, reviewedAt }: Review,
  files: Readonly<Record<string, string>>,
): object {
  const { mode, git, versions, altered } = provenance;
  const withStatus = (...statuses: Status[]) =>
    rules.filter(({ status }) => statuses.includes(status)).map(({ id }) => id);
  const warned = withStatus("warn", "waived");
  return {
    _type: "https://in-toto.io/Statement/v1",
    subject: digestsOf(provenance.plans),
    predicateType: "https://in-toto.io/attestation/test-result/v0.1",
    predicate: {
      result: verdict.passed ? (warned.length > 0 ? "WARNED" : "PASSED") : "FAILED",
      configuration: [provenance.config, ...Object.values(provenance.snapshots)].map(digested),
      passedTests: withStatus("pass"),
      warnedTests: warned,
      failedTests: withStatus("fail"),
      annotations: {
        ...{ reviewedAt, mode, git, versions, altered },
        loweredRules: rules.filter(isLowered).map(({ id }) => id),
        review: Object.entries(files).map(hashed),
      },
    },
  };
}

/** The digests of the plans' files, by name in their folder. */
export function digestsOf(plans: Provenance["plans"]) {
  return plans.flatMap(({ stack, planSha256, planJsonSha256 }) => [
    digested({ path: `${stack}/plan.tfplan`, sha256: planSha256 }),
    digested({ path: `${stack}/plan.json`, sha256: planJsonSha256 }),
  ]);
}

function hashed([path, text]: [string, string]) {
  return digested({ path, sha256: createHash("sha256").update(text).digest("hex") });
}

function digested({ path, sha256 }: { readonly path: string; readonly sha256: string }) {
  return { name: path, digest: { sha256 } };
}
