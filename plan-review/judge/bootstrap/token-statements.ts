import type { Statement } from "../../../aws/policy/document";
import { allowancesOf, policiesOf } from "../access/policies";
import type { PlannedResource } from "../../read/plan-model";
import type { ReviewContext } from "../rule";

/** A statement by which a role trusts tokens of an identity provider. */
export interface TokenStatement {
  readonly resource: PlannedResource;
  readonly statement: Statement;
}

/** Every statement of a role's trust policy that lets in whoever has a token. */
export function tokenStatements(context: ReviewContext): TokenStatement[] {
  return policiesOf(context)
    .filter(({ attribute }) => attribute === "assume_role_policy")
    .flatMap((policy) =>
      allowancesOf(policy)
        .filter(trustsTokens)
        .map((statement) => ({ resource: policy.resource, statement })),
    );
}

function trustsTokens({ principals, actions }: Statement): boolean {
  const isFederated = principals?.items.some(({ kind }) => kind === "Federated" || kind === "everybody");
  return isFederated === true && (actions.excepts || actions.items.some((one) => /identity|[*?]/i.test(one)));
}

/** The values that a claim must equal exactly. Undefined if no condition asks for that. */
export function exactly({ conditions }: Statement, claim: "sub" | "aud"): readonly string[] | undefined {
  return conditions.find(
    ({ operator, key }) =>
      operator.toLowerCase() === "stringequals" && key.toLowerCase().endsWith(`:${claim}`),
  )?.values;
}
