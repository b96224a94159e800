import type { Context } from "./context";

/** Who asks: a service by its name, an AWS principal by its ARN (an account by that of its root), or the provider of a token. */
export interface AskingPrincipal {
  readonly kind: "AWS" | "Service" | "Federated";
  readonly name: string;
}

/** What is asked of policies: may this principal do this to that resource, in this context. */
export interface Question {
  readonly action: string;
  /** ARN; undefined if it is not known. */
  readonly resource: string | undefined;
  /** Absent in a question to an identity's own policies, which have no principals. */
  readonly principal?: AskingPrincipal;
  readonly context: Context;
}
