import { withRepository } from "../complete/signatures-defaults";
import type { Rule } from "../complete/draft";

/** Two identities are two signers, and what a workflow ran for has to be known. */
export const identitiesAreDistinct: Rule = ({ review }) => {
  const { identities } = review?.signatures ?? {};
  if (!Array.isArray(identities)) return [];
  const names = identities.map(({ issuer, subject }) => `${issuer} ${subject}`);
  return identities.flatMap((identity, index) => {
    const path = ["review", "signatures", "identities", index];
    if (names.indexOf(names[index]!) < index)
      return [{ path, message: "the same issuer and subject are listed twice", fix: "keep one of them" }];
    const { repository, ref } = withRepository(identity);
    const isWorkflow = identity.subject.startsWith("https://");
    const known = [repository, ref].filter((one) => one !== undefined).length;
    return known === (isWorkflow ? 2 : 0)
      ? []
      : [
          {
            path,
            message: isWorkflow
              ? "the repository and the branch that the workflow runs for are not known"
              : "a person's signature has no repository and no branch",
            fix: isWorkflow
              ? "add repository and ref, e.g. https://github.com/acme/guardduty and refs/heads/main"
              : "remove repository and ref, or give a workflow's subject, which begins with https://",
          },
        ];
  });
};
