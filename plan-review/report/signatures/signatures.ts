import { createPublicKey, verify, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { displayPath } from "../../../config/problems/display-path";
import type { SignaturesConfig, SignerIdentity } from "../../../config/config";
import type { Manifest } from "../../../plans-folder/manifest";
import { canonical } from "../../read/json";
import { differences, type CheckedBundle } from "./keyless/signer";
import { BUNDLES_FILE, SIGNATURES_FILE, STATEMENT_FILE } from "./signature-files";
import { statementRefusals } from "./statement-refusals";

/** The input for checking a folder of plans. */
export interface Signed {
  readonly signatures: SignaturesConfig;
  readonly manifest: Manifest;
  readonly plansFolder: string;
  /** The plans folder as the operator named it. */
  readonly shownFolder: string;
  /** The signatures without a key, checked. @default none */
  readonly bundles?: readonly CheckedBundle[];
}

/**
 * Every reason why the review beside these plans is not signed by enough of the configured signers: keys that cannot be
 * used, signatures that are missing, and a statement that is about other plans or another manifest.
 */
export function signatureRefusals({
  signatures,
  manifest,
  plansFolder,
  shownFolder,
  bundles = [],
}: Signed): string[] {
  const keys = withoutTwins(signatures.keys.map(readKey));
  const unusable = keys.flatMap((key) => ("unusable" in key ? [key.unusable] : []));
  const statement = read(join(plansFolder, STATEMENT_FILE));
  if (!statement) return [...unusable, `missing: ${join(shownFolder, STATEMENT_FILE)}`];
  const given = signaturesIn(read(join(plansFolder, SIGNATURES_FILE))?.toString("latin1") ?? "");
  const usable = keys.flatMap((key) => ("key" in key ? [key] : []));
  const silent = usable.filter(
    ({ key }) => !given.some((signature) => isSignedBy(key, statement, signature)),
  );
  const absent = signatures.identities.flatMap((identity) => absence(identity, bundles, manifest));
  const signers = [...silent.map(({ path }) => path), ...absent];
  const signed = usable.length + signatures.identities.length - signers.length;
  const by = signers.length === 0 ? "" : `; not by ${signers.join(", ")}`;
  const shown = join(shownFolder, STATEMENT_FILE);
  return [
    ...unusable,
    ...(signed < signatures.required
      ? [`unsigned: ${shown} has ${signed} of ${signatures.required} signatures${by}`]
      : []),
    ...statementRefusals(statement, manifest, shownFolder),
  ];
}

/** An identity that did not sign, with why each signature that is there is not its own. */
function absence(
  identity: SignerIdentity,
  bundles: readonly CheckedBundle[],
  { git }: Pick<Manifest, "git">,
): string[] {
  const reasons = bundles.map((bundle) =>
    "refused" in bundle ? [bundle.refused] : differences(bundle.signer, identity, git?.commit),
  );
  if (reasons.some((found) => found.length === 0)) return [];
  const told = reasons.map((found, index) => `signature ${index + 1}: ${found.join(", ")}`);
  return [`${identity.subject} (${told.join("; ") || `no signature in ${BUNDLES_FILE}`})`];
}

type ReadKey = NamedKey | { readonly unusable: string };

/** The same key under two names belongs to one person, so it may not count as two signatures. */
function withoutTwins(keys: readonly ReadKey[]): ReadKey[] {
  const seen = new Map<string, string>();
  return keys.map((read) => {
    if ("unusable" in read) return read;
    const identity = identityOf(read.key);
    const twin = seen.get(identity);
    if (twin !== undefined) return { unusable: `key: ${read.path} is the same key as ${twin}` };
    seen.set(identity, read.path);
    return read;
  });
}

/** The numbers that a key consists of, because the same key can be written in several ways. */
function identityOf(key: KeyObject): string {
  return canonical(key.export({ format: "jwk" }));
}

/** Keys with fewer bits than this can be factored, now or soon. Source: NIST SP 800-131A */
const LEAST_RSA_BITS = 2048;

interface NamedKey {
  readonly path: string;
  readonly key: KeyObject;
}

function readKey(path: string): ReadKey {
  const shown = displayPath(path);
  const pem = read(path)?.toString("utf8");
  if (pem === undefined) return { unusable: `key: ${shown} cannot be read` };
  // Node would derive a public key from it, but a private key must not be in a config that is committed.
  if (pem.includes("PRIVATE KEY")) return { unusable: `key: ${shown} holds a private key` };
  try {
    const key = createPublicKey(pem);
    const known = ["ec", "ed25519", "rsa"].includes(key.asymmetricKeyType ?? "");
    const bits = key.asymmetricKeyDetails?.modulusLength ?? LEAST_RSA_BITS;
    if (bits < LEAST_RSA_BITS)
      return { unusable: `key: ${shown} is RSA of ${bits} bits, at least ${LEAST_RSA_BITS} are needed` };
    return known ? { path: shown, key } : { unusable: `key: ${shown} is neither RSA, ECDSA nor Ed25519` };
  } catch {
    return { unusable: `key: ${shown} is no public key in PEM` };
  }
}

/**
 * Checks signatures as `openssl`, `cosign sign-blob` and AWS KMS make them: Ed25519 signs the bytes themselves, the
 * other algorithms sign their SHA-256.
 */
function isSignedBy(key: KeyObject, statement: Buffer, signature: Buffer): boolean {
  return verify(key.asymmetricKeyType === "ed25519" ? null : "sha256", statement, key, signature);
}

function signaturesIn(text: string): Buffer[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => Buffer.from(line, "base64"));
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
