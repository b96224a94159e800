import type { Rule } from "../complete/draft";

/** The public Fulcio takes tokens of gitlab.com, not of servers of one's own. */
export const sigstoreKnowsTheForge: Rule = ({ review, pipeline }) => {
  const { signatures } = review ?? {};
  const host = pipeline?.gitlab?.host ?? "gitlab.com";
  if (!signatures || signatures.sigstore || host === "gitlab.com") return [];
  const { keys = [], identities } = signatures;
  if (identities !== "pipeline" && (identities !== undefined || keys.length > 0)) return [];
  const message = `sigstore's public Fulcio makes no certificates for ${host}`;
  const fix =
    "name keys, or the services of your own in review.signatures.sigstore (docs/reviewing-a-plan.md)";
  return [{ path: ["review", "signatures", "identities"], message, fix }];
};
