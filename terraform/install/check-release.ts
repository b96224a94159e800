import { OperatorError } from "../../config/problems/operator-error";
import type { RunProcess } from "../process/run-process";
import { checkSignature } from "./check-signature";
import { fetchBytes } from "./download";
import type { releaseFiles, TerraformRelease } from "./release";
import { FetchError, type Connection } from "./request";

/** A zip whose checksum was compared already, and the release's list of checksums. */
export interface ReleaseCheck {
  readonly release: TerraformRelease;
  readonly sha256: string;
  readonly files: ReturnType<typeof releaseFiles>;
  /** The address of a file of the release. */
  readonly at: (name: string) => URL;
  readonly connection: Connection;
  readonly env: NodeJS.ProcessEnv;
  readonly run: RunProcess;
}

/**
 * Checks that the release's signer signed the zip's checksum. A mirror may lack the signature, and a machine gpg: the
 * checksum is compared with the repository's all the same.
 * @returns a line that says what was checked
 * @throws OperatorError if the signature is not the signer's, or the signed list has another checksum
 */
export async function checkRelease(check: ReleaseCheck): Promise<string> {
  const { release, sha256, files, at, connection, env, run } = check;
  const { signer, version } = release;
  const checked = `Terraform ${version}: its SHA-256 is the one in this repository`;
  const fetched = await signedList(check).catch((error: unknown) => {
    if (error instanceof FetchError && !connection.signal?.aborted) return error;
    throw error;
  });
  if (fetched instanceof FetchError) return `${checked}; its signature is not checked, for it is not there`;
  const { text, signature } = fetched;
  const verdict = await checkSignature({ text, signature, signer }, env, run);
  if (verdict === "no gpg") return `${checked}; its signature is not checked, for gpg is not installed`;
  const isListed = text.toString("utf8").split("\n").includes(`${sha256}  ${files.zip}`);
  if (verdict === "good" && isListed) return `${checked}, and ${signer.name} signed it`;
  const what =
    verdict === "bad"
      ? `is not signed by ${signer.name} (${signer.fingerprint})`
      : `has another checksum of ${files.zip}`;
  throw new OperatorError(
    `${at(files.sums).host}: ${files.sums} ${what}`,
    "do not use that server: ask who runs it, or fetch from another (ORGDUTY_TERRAFORM_MIRROR)",
  );
}

async function signedList({ files, at, connection }: ReleaseCheck) {
  return {
    text: await fetchBytes(at(files.sums), connection),
    signature: await fetchBytes(at(files.signature), connection),
  };
}
