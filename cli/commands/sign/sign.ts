import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { SignaturesConfig } from "../../../config/config";
import { checkBundles } from "../../../plan-review/report/signatures/keyless/check-bundles";
import { differences, type Signer } from "../../../plan-review/report/signatures/keyless/signer";
import { BUNDLES_FILE, STATEMENT_FILE } from "../../../plan-review/report/signatures/signature-files";
import { statementRefusals } from "../../../plan-review/report/signatures/statement-refusals";
import type { NamedFolder } from "../../../plans-folder/shards/shard-folder";
import { readManifest, type Manifest } from "../../../plans-folder/manifest";
import { writeFileAtomically } from "../../../terraform/process/atomic-folder";
import { openProject, type ConfigOptions } from "../../open-project";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { makeBundle } from "./make-bundle";

/** Flags of `orgduty sign`. */
export interface SignOptions extends ConfigOptions {
  readonly out: string;
  /** Print one JSON document. @default false */
  readonly json?: boolean;
}

/** `orgduty sign`: signs the review as the job that it runs in, and checks that apply will take the signature. */
export async function run(options: SignOptions, io: Io): Promise<number> {
  const { signatures } = openProject(options, io).config.review;
  if (!signatures)
    throw new CommandError(
      "not signed: the config asks for no signature, so apply would not read it",
      "review: { signatures: { identities: pipeline } } (docs/reviewing-a-plan.md)",
    );
  if (signatures.identities.length === 0) {
    io.err("not signed: review.signatures names keys alone, and those sign elsewhere");
    return EXIT.fine;
  }
  const signer = await signReview({ path: resolve(io.cwd, options.out), shown: options.out }, signatures);
  io.out(
    options.json
      ? JSON.stringify({ schemaVersion: 1, signer, file: join(options.out, BUNDLES_FILE) }, null, 2)
      : `signed ${join(options.out, STATEMENT_FILE)} as ${signer.subject} (${signer.issuer})`,
  );
  return EXIT.fine;
}

/**
 * Signs the review in a plans folder, and adds the signature to those beside it. Returns who signed.
 * @throws CommandError if apply would not take it
 */
export async function signReview(
  { path, shown }: NamedFolder,
  signatures: SignaturesConfig,
): Promise<Signer> {
  const manifest = readManifest(path);
  const statement = statementIn(path, shown, manifest);
  const bundle = await makeBundle(statement, signatures.sigstore);
  const signer = checkedSigner(bundle, statement, signatures, manifest);
  addBundle(join(path, BUNDLES_FILE), bundle, statement, signatures);
  return signer;
}

/** The statement of a passed review of these very plans. Nothing else is worth an entry in a public log. */
function statementIn(folder: string, shown: string, manifest: Manifest): Buffer {
  const file = join(folder, STATEMENT_FILE);
  if (!existsSync(file))
    throw new CommandError(`not signed: missing: ${join(shown, STATEMENT_FILE)}`, "./orgduty review");
  const statement = readFileSync(file);
  const reasons = statementRefusals(statement, manifest, shown);
  if (reasons.length === 0) return statement;
  const lines = reasons.map((reason) => `  ${reason.replace(/^unsigned: /, "")}`);
  throw new CommandError(
    [`not signed: ${join(shown, STATEMENT_FILE)} is not a passed review of these plans:`, ...lines].join(
      "\n",
    ),
    "mend what failed, plan and review again, and sign that",
  );
}

/** Who signed, if apply will count it. A job of another workflow or branch learns it here, and not at the apply. */
function checkedSigner(
  bundle: string,
  statement: Buffer,
  { identities, sigstore }: SignaturesConfig,
  { git }: Manifest,
): Signer {
  const [found] = checkBundles({ text: bundle, statement, ...rootOf(sigstore) });
  if (!found || "refused" in found)
    throw new CommandError(
      `not signed: the signature was made, but does not hold: ${found?.refused ?? "no bundle"}`,
      sigstore
        ? "review.signatures.sigstore.trustedRoot must be the trusted root of the services that it names"
        : "sigstore's public keys may have changed: update orgduty, or name a newer trusted root in review.signatures.sigstore",
    );
  const { signer } = found;
  const unlike = identities.map((identity) => differences(signer, identity, git?.commit));
  if (unlike.some((reasons) => reasons.length === 0)) return signer;
  const lines = unlike.map((reasons, index) => `  not ${identities[index]!.subject}: ${reasons.join(", ")}`);
  throw new CommandError(
    [`not signed: this job is ${signer.subject}, and none of review.signatures.identities:`, ...lines].join(
      "\n",
    ),
    "sign in the workflow on the protected branch, from the commit that was planned, or correct review.signatures.identities",
  );
}

function rootOf(sigstore: SignaturesConfig["sigstore"]): { readonly trustedRoot?: string } {
  return sigstore ? { trustedRoot: sigstore.trustedRoot } : {};
}

/** Keeps the others' signatures of the same statement. Those of an earlier one are void. */
function addBundle(file: string, bundle: string, statement: Buffer, { sigstore }: SignaturesConfig): void {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const others = text
    .split("\n")
    .filter((line) =>
      checkBundles({ text: line, statement, ...rootOf(sigstore) }).some((one) => "signer" in one),
    );
  writeFileAtomically(file, [...others, bundle, ""].join("\n"));
}
