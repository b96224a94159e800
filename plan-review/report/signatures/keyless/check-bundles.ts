import { readFileSync } from "node:fs";
import { bundleFromJSON, isBundleWithMessageSignature, ValidationError, type Bundle } from "@sigstore/bundle";
import { X509Certificate } from "@sigstore/core";
import { TrustedRoot } from "@sigstore/protobuf-specs";
import { toSignedEntity, toTrustMaterial, Verifier } from "@sigstore/verify";
import publicRoot from "./trusted-root.json";
import type { CheckedBundle, Signer } from "./signer";

/** What is checked, and with what. */
export interface BundlesToCheck {
  /** The file of bundles, one on each line. */
  readonly text: string;
  /** The bytes that were signed. */
  readonly statement: Buffer;
  /** Path of a trusted_root.json. @default that of the public sigstore, as it was when orgduty was released */
  readonly trustedRoot?: string;
}

/** More lines than there are people who sign. */
const MOST_BUNDLES = 50;

/**
 * Checks sigstore bundles without a network: the certificate chain, that a certificate log took the certificate, that the
 * transparency log took the signature while the certificate was valid, and the signature itself.
 * Source: https://github.com/sigstore/docs/blob/main/content/en/about/bundle.md
 */
export function checkBundles({ text, statement, trustedRoot }: BundlesToCheck): CheckedBundle[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  // A bundle that a person indented is one document.
  const bundles = isJson(text) ? [text] : lines.slice(0, MOST_BUNDLES);
  const root: unknown =
    trustedRoot === undefined ? publicRoot : JSON.parse(readFileSync(trustedRoot, "utf8"));
  const verifier = new Verifier(toTrustMaterial(TrustedRoot.fromJSON(root)), {
    ...{ ctlogThreshold: 1, tlogThreshold: 1, timestampThreshold: 1 },
  });
  return bundles.map((bundle) => checked(bundle, statement, verifier));
}

function checked(text: string, statement: Buffer, verifier: Verifier): CheckedBundle {
  try {
    const bundle = bundleFromJSON(JSON.parse(text));
    const certificate = certificateIn(bundle);
    // Without these, the library checks what a bundle says of itself, or a key that the config does not name.
    if (!isBundleWithMessageSignature(bundle))
      return { refused: "it signs an envelope of its own, not the statement" };
    if (certificate === undefined) return { refused: "it has no certificate" };
    const { tlogEntries } = bundle.verificationMaterial;
    if (!tlogEntries.every(({ inclusionProof }) => inclusionProof?.checkpoint?.envelope))
      return { refused: "it has no proof that the transparency log took it" };
    verifier.verify(toSignedEntity(bundle, statement));
    return { signer: signerOf(X509Certificate.parse(certificate)) };
  } catch (error) {
    return { refused: reasonOf(error) };
  }
}

function certificateIn({ verificationMaterial: { content } }: Bundle): Buffer<ArrayBuffer> | undefined {
  const found =
    content.$case === "certificate"
      ? content.certificate
      : content.$case === "x509CertificateChain"
        ? content.x509CertificateChain.certificates[0]
        : undefined;
  return found && Buffer.from(found.rawBytes);
}

/** Source: https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md */
const EXTENSIONS = { issuer: 8, repository: 12, commit: 13, ref: 14 };

function signerOf(certificate: X509Certificate): Signer {
  const values = Object.entries(EXTENSIONS).flatMap(([name, number]) => {
    const extension = certificate.extension(`1.3.6.1.4.1.57264.1.${number}`);
    const value = extension?.valueObj.subs[0]?.value.toString("utf8");
    return value === undefined ? [] : [[name, value] as const];
  });
  return { issuer: "", subject: certificate.subjectAltName ?? "", ...Object.fromEntries(values) };
}

/** What the library says, without the stack. Its cause is often the actual reason. */
function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError) return "it is no JSON";
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ValidationError) return `${error.message}: ${error.fields.join(", ")}`;
  const { cause } = error as { cause?: unknown };
  const more = cause instanceof Error && cause.message !== "" ? ` (${cause.message})` : "";
  return `${error.message.split("\n")[0]}${more}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
