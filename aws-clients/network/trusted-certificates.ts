import { readFile } from "node:fs/promises";
import { rootCertificates } from "node:tls";
import { OperatorError } from "../../config/problems/operator-error";

/** A file of certificates, and what names it. */
interface BundleFile {
  readonly file: string;
  readonly namedBy: string;
}

/**
 * The certificate authorities that a connection to AWS may end in, or undefined for Node's own and those of
 * NODE_EXTRA_CA_CERTS. As in Terraform's provider, AWS_CA_BUNDLE goes before a profile's ca_bundle, and either takes
 * the place of the system's; SSL_CERT_FILE, which Go reads, is added to Node's. NODE_EXTRA_CA_CERTS is added always.
 * Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html
 * @throws OperatorError if a file is not there or holds no certificate
 */
export async function trustedCertificates(
  env: NodeJS.ProcessEnv,
  profile: { readonly name: string; readonly caBundle?: string | undefined },
): Promise<readonly string[] | undefined> {
  const bundle = bundleOf(env, profile);
  const added = env.SSL_CERT_FILE;
  if (!bundle && !added) return undefined;
  const extra = env.NODE_EXTRA_CA_CERTS;
  return [
    ...(bundle
      ? [await certificates(bundle)]
      : [...rootCertificates, await certificates({ file: added!, namedBy: "SSL_CERT_FILE" })]),
    // Node says itself if it cannot read this file, and goes on without it.
    ...(extra ? [await readFile(extra, "utf8").catch(() => "")] : []),
  ];
}

function bundleOf(
  env: NodeJS.ProcessEnv,
  { name, caBundle }: { readonly name: string; readonly caBundle?: string | undefined },
): BundleFile | undefined {
  if (env.AWS_CA_BUNDLE) return { file: env.AWS_CA_BUNDLE, namedBy: "AWS_CA_BUNDLE" };
  return caBundle ? { file: caBundle, namedBy: `ca_bundle of the profile ${name}` } : undefined;
}

async function certificates({ file, namedBy }: BundleFile): Promise<string> {
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    const fix = `give ${namedBy} the path of a PEM file that is there`;
    throw new OperatorError(`${namedBy} names ${file}, which cannot be read: ${cause.code}`, fix, { cause });
  });
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw new OperatorError(
    `${namedBy} names ${file}, which holds no certificate in PEM form`,
    "export the company's root certificate as PEM (Base-64), with its BEGIN CERTIFICATE line",
  );
}
