import { createHash } from "node:crypto";
import { isLowered, type Status } from "../../judge/judge-rules";
import type { Provenance, Review } from "../review";

/** The kind of document that a review is signed as. Apply takes no other. */
export const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
/** What the statement's predicate means: the result of tests, here of the review's rules. */
export const PREDICATE_TYPE = "https://in-toto.io/attestation/test-result/v0.1";

/**
 * The review as an in-toto Statement about the plan files, for a pipeline to sign. Without a signature it proves
 * nothing. Its subjects are exactly the plans that are applied, and its annotations bind everything else that the
 * manifest says. It also names the review's own files, so that a signed review can be told apart from another one.
 * Sources: https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md and
 * .../spec/predicates/test-result.md
 */
export function statement(
  { rules, verdict, provenance, reviewedAt }: Review,
  files: Readonly<Record<string, string>>,
): object {
  const { mode, git, versions, altered, plannedAt, manifestSha256 } = provenance;
  const withStatus = (...statuses: Status[]) =>
    rules.filter(({ status }) => statuses.includes(status)).map(({ id }) => id);
  const warned = withStatus("warn", "waived");
  return {
    _type: STATEMENT_TYPE,
    subject: digestsOf(provenance.plans),
    predicateType: PREDICATE_TYPE,
    predicate: {
      result: verdict.passed ? (warned.length > 0 ? "WARNED" : "PASSED") : "FAILED",
      configuration: inputsOf(provenance),
      passedTests: withStatus("pass"),
      warnedTests: warned,
      failedTests: withStatus("fail"),
      annotations: {
        ...{ reviewedAt, verdict: verdict.headline },
        ...{ createdAt: plannedAt, mode, git, versions, altered },
        assets: assetsOf(provenance.plans),
        manifest: { digest: { sha256: manifestSha256 } },
        loweredRules: rules.filter(isLowered).map(({ id }) => id),
        review: Object.entries(files).map(hashed),
      },
    },
  };
}

/** The digests of the plans' files, by name in their folder. */
export function digestsOf(
  plans: readonly Pick<Provenance["plans"][0], "stack" | "planSha256" | "planJsonSha256">[],
) {
  return plans.flatMap(({ stack, planSha256, planJsonSha256 }) => [
    digested({ path: `${stack}/plan.tfplan`, sha256: planSha256 }),
    digested({ path: `${stack}/plan.json`, sha256: planJsonSha256 }),
  ]);
}

/** The digests of the files that Terraform reads when it applies, by stack and by path in the stack's folder. */
export function assetsOf(plans: readonly Pick<Provenance["plans"][0], "stack" | "assets">[]) {
  return plans.flatMap(({ stack, assets }) =>
    assets.map(({ path, sha256 }) => digested({ path: `${stack}/${path}`, sha256 })),
  );
}

/** The digests of the config and its snapshots. */
export function inputsOf({ config, snapshots }: Pick<Provenance, "config" | "snapshots">) {
  return [config, ...Object.values(snapshots)].map(digested);
}

function hashed([path, text]: [string, string]) {
  return digested({ path, sha256: createHash("sha256").update(text).digest("hex") });
}

function digested({ path, sha256 }: { readonly path: string; readonly sha256: string }) {
  return { name: path, digest: { sha256 } };
}
