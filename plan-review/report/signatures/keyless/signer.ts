import type { SignerIdentity } from "../../../../config/config";

/** Who signed, as the certificate says that Fulcio made from the signer's token. */
export interface Signer extends SignerIdentity {
  /** The commit that the workflow ran for. Absent for a person. */
  readonly commit?: string;
}

/** A signature without a key: who made it, or why it does not count. */
export type CheckedBundle = { readonly signer: Signer } | { readonly refused: string };

/** How a signer differs from the one that is wanted. Everything counts, character for character. */
export function differences(signer: Signer, wanted: SignerIdentity, commit: string | undefined): string[] {
  return [
    ...unlike("issuer", signer.issuer, wanted.issuer),
    ...unlike("subject", signer.subject, wanted.subject),
    ...(wanted.repository === undefined ? [] : unlike("repository", signer.repository, wanted.repository)),
    ...(wanted.ref === undefined ? [] : unlike("branch", signer.ref, wanted.ref)),
    // A person signs whichever commit was planned.
    ...(wanted.repository === undefined ? [] : unlike("commit", signer.commit, commit ?? "none")),
  ];
}

function unlike(what: string, found: string | undefined, wanted: string): string[] {
  return found === wanted ? [] : [`its ${what} is ${found ?? "none"}, wanted is ${wanted}`];
}
