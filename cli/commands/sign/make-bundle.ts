import { BUNDLE_V03_MEDIA_TYPE, bundleToJSON, type Bundle } from "@sigstore/bundle";
import {
  CIContextProvider,
  DEFAULT_FULCIO_URL,
  DEFAULT_REKOR_URL,
  FulcioSigner,
  InternalError,
  MessageSignatureBundleBuilder,
  RekorWitness,
} from "@sigstore/sign";
import type { SigstoreConfig } from "../../../config/config";
import { CommandError } from "../../terminal/io";

/** Both services are asked again if they do not answer. */
const PATIENCE = { timeout: 30_000, retry: 2 };

/**
 * Signs bytes as the CI job that this runs in: a key that exists only now, a certificate for the job's token, and an entry in
 * the transparency log. Returns the bundle on one line.
 * @throws CommandError if the job has no token, or a service refuses
 */
export async function makeBundle(data: Buffer, sigstore: SigstoreConfig | undefined): Promise<string> {
  const builder = new MessageSignatureBundleBuilder({
    signer: new FulcioSigner({
      ...PATIENCE,
      fulcioBaseURL: sigstore?.fulcio ?? DEFAULT_FULCIO_URL,
      identityProvider: new CIContextProvider("sigstore"),
    }),
    witnesses: [new RekorWitness({ ...PATIENCE, rekorBaseURL: sigstore?.rekor ?? DEFAULT_REKOR_URL })],
  });
  try {
    return JSON.stringify(bundleToJSON(inNewestForm(await builder.create({ data }))));
  } catch (error) {
    throw toldFailure(error);
  }
}

/**
 * The package writes version 0.2 of the format, with a chain of one certificate; cosign writes 0.3, with the certificate.
 * Source: https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_bundle.proto
 */
function inNewestForm(bundle: Bundle): Bundle {
  const { verificationMaterial } = bundle;
  const { content } = verificationMaterial;
  const [certificate] =
    content.$case === "x509CertificateChain" ? content.x509CertificateChain.certificates : [];
  if (!certificate) return bundle;
  return {
    ...bundle,
    mediaType: BUNDLE_V03_MEDIA_TYPE,
    verificationMaterial: { ...verificationMaterial, content: { $case: "certificate", certificate } },
  };
}

function toldFailure(error: unknown): unknown {
  if (!(error instanceof InternalError)) return error;
  if (error.code === "IDENTITY_TOKEN_READ_ERROR")
    return new CommandError(
      "not signed: this is no CI job that has a token for sigstore",
      "GitHub: permissions: { id-token: write }; GitLab: id_tokens: { SIGSTORE_ID_TOKEN: { aud: sigstore } }; elsewhere sign with a key (docs/reviewing-a-plan.md)",
    );
  const cause: unknown = error.cause;
  const more = cause instanceof Error && cause.message ? `: ${cause.message}` : "";
  return new CommandError(
    `not signed: ${error.message}${more}`,
    "the job must reach Fulcio and Rekor (HTTPS_PROXY, NODE_EXTRA_CA_CERTS): sign again in the same job, or sign with a key",
  );
}
