import { dirname, resolve } from "node:path";
import type { SignaturesConfig, SignerIdentity } from "../config";
import type { PipelineConfig } from "../pipeline-config";
import type { SignaturesSection } from "../schema/signatures";
import { completePipeline } from "./pipeline-defaults";
import type { DocumentSection } from "../schema/document";

/** Fills in what `review.signatures` leaves out. Without keys and identities, the pipeline signs. */
export function completeSignatures(
  { keys = [], identities, required = 1, sigstore }: SignaturesSection,
  document: DocumentSection,
  path: string,
): SignaturesConfig {
  const ofPipeline = identities === "pipeline" || (identities === undefined && keys.length === 0);
  const given = Array.isArray(identities) ? identities : [];
  return {
    keys: keys.map((key) => resolve(dirname(path), key)),
    identities: ofPipeline ? pipelineIdentities(document) : given.map(withRepository),
    required,
    ...(sigstore && { sigstore: { ...sigstore, trustedRoot: resolve(dirname(path), sigstore.trustedRoot) } }),
  };
}

function pipelineIdentities(document: DocumentSection): SignerIdentity[] {
  const identity = document.pipeline && pipelineIdentity(completePipeline(document));
  return identity ? [identity] : [];
}

/**
 * Who signs in a pipeline: the workflow that `orgduty pipeline` writes, on the protected branch.
 * Source: https://github.com/sigstore/fulcio/blob/main/docs/oidc.md, and config/identity/config.yaml there
 */
export function pipelineIdentity({ github, gitlab }: PipelineConfig): SignerIdentity | undefined {
  if (github) {
    const repository = `https://github.com/${github.repository}`;
    const ref = `refs/heads/${github.branch}`;
    const subject = `${repository}/.github/workflows/orgduty.yml@${ref}`;
    return { issuer: "https://token.actions.githubusercontent.com", subject, repository, ref };
  }
  if (!gitlab) return undefined;
  const issuer = `https://${gitlab.host}`;
  const repository = `${issuer}/${gitlab.project}`;
  const ref = `refs/heads/${gitlab.branch}`;
  return { issuer, subject: `${repository}//.gitlab-ci.yml@${ref}`, repository, ref };
}

/** A workflow's name begins with its repository and ends with its branch, unless it is one that other repositories call. */
export function withRepository(identity: SignerIdentity): SignerIdentity {
  const [, repository, ref] =
    /^(https:\/\/\S+?)(?:\/\.github\/workflows\/|\/\/)\S+@(refs\/\S+)$/.exec(identity.subject) ?? [];
  return { ...(repository && ref ? { repository, ref } : {}), ...identity };
}
