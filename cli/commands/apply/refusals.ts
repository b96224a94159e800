import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { SignaturesConfig } from "../../../config/config";
import { visible } from "../../../drawing/text";
import type { Project } from "../../../organization/load-project";
import type { ExpectedStacks } from "../../../plan-review/conformance/expected-stacks";
import type { RuleReport } from "../../../plan-review/judge/judge-rules";
import { UnreadablePlanError } from "../../../plan-review/read/read-plan";
import { reviewPlans } from "../../../plan-review/review-plans";
import type { CheckedBundle } from "../../../plan-review/report/signatures/keyless/signer";
import { BUNDLES_FILE, STATEMENT_FILE } from "../../../plan-review/report/signatures/signature-files";
import { signatureRefusals } from "../../../plan-review/report/signatures/signatures";
import type { ApplyAllProps } from "../../../terraform/apply/apply-all";
import { refusals } from "../../../terraform/apply/apply-refusals";
import { pinnedProviderVersion } from "../../../terraform/engine/lock-file";
import type { Workspace } from "../../../terraform/engine/workspace";
import { readGit } from "../../../terraform/plan/git";
import type { Manifest } from "../../../plans-folder/manifest";
import { recordedFiles, shownRecorded } from "../../recorded-files";
import type { Io } from "../../terminal/io";

/** Why the plans cannot be applied, as far as the manifest, the repository and the installed versions show it. */
export async function cheapRefusals(
  { out, maxAge }: { readonly out: string; readonly maxAge: number },
  io: Io,
  project: Project,
  { mode, projectFolder, run, terraform, lockFile }: Workspace,
  manifest: Manifest,
): Promise<string[]> {
  return refusals(manifest, {
    mode: mode.kind,
    ...recordedFiles(project),
    git: await readGit(projectFolder, run),
    versions: {
      terraform: terraform.version,
      ...(terraform.engine ? { engine: terraform.engine } : {}),
      provider: pinnedProviderVersion(lockFile) ?? "unknown",
    },
    plansFolder: resolve(io.cwd, out),
    shownFolder: out,
    shownPath: (recorded) => shownRecorded(recorded, io),
    now: new Date(),
    maximumAgeHours: maxAge,
  });
}

/**
 * The rules that these plans fail when judged again: an exception may have expired since the review, and AWS may have a
 * setting now that the plans would lower.
 */
export function failedRules(
  project: Project,
  plansFolder: string,
  expected: ExpectedStacks,
  current: Manifest["currentSettings"],
): string[] {
  try {
    return reviewPlans(project, plansFolder, new Date(), expected, current)
      .rules.filter(({ status }) => status === "fail")
      .map(failedRule);
  } catch (error) {
    if (error instanceof UnreadablePlanError) return [`review: ${error.message.split("\n")[0]}`];
    throw error;
  }
}

/** How much evidence a refusal names, and how much of each piece. The review has all of it. */
const [MOST_EVIDENCE, LONGEST_EVIDENCE] = [3, 240];

/** A rule that fails, as a reason to refuse: one line that a person can read. */
export function failedRule({ id, title, fix, evidence }: RuleReport): string {
  const told = evidence
    .slice(0, MOST_EVIDENCE)
    .map(({ address, detail, stacks }) => [stacks.join(", "), address, detail].filter(Boolean).join(" "))
    .map((piece) => visible(piece, LONGEST_EVIDENCE));
  const more = evidence.length > MOST_EVIDENCE ? [`and ${evidence.length - MOST_EVIDENCE} more`] : [];
  return `review: ${id} fails: ${title}: ${[...told, ...more].join("; ")} (${fix})`;
}

/**
 * Which of the signatures that the config requires are missing. A rehearsal needs no signatures. Signatures without a key are
 * checked offline, by packages that are loaded only if the config names such signers.
 */
export async function unsigned(
  { config }: Project,
  { mode }: Workspace,
  plans: Pick<ApplyAllProps, "manifest" | "plansFolder" | "shownFolder">,
): Promise<string[]> {
  const { signatures } = config.review;
  if (!signatures || mode.kind !== "live") return [];
  const bundles = signatures.identities.length > 0 ? await bundlesIn(signatures, plans.plansFolder) : [];
  return signatureRefusals({ signatures, ...plans, bundles });
}

async function bundlesIn({ sigstore }: SignaturesConfig, folder: string): Promise<CheckedBundle[]> {
  const [statement, bundles] = [STATEMENT_FILE, BUNDLES_FILE].map((name) => join(folder, name));
  if (!existsSync(statement!) || !existsSync(bundles!)) return [];
  const { checkBundles } = await import("../../../plan-review/report/signatures/keyless/check-bundles");
  return checkBundles({
    ...{ text: readFileSync(bundles!, "utf8"), statement: readFileSync(statement!) },
    ...(sigstore ? { trustedRoot: sigstore.trustedRoot } : {}),
  });
}
