import { escaped } from "../config/problems/shown";
import type { OperationError } from "./patience";

/** What an operator reads of a call that failed. */
export interface FailureText {
  readonly message: string;
  readonly fix: string;
}

/** Every call that discover makes. */
const ACTIONS = [
  "DescribeOrganization",
  "ListAccounts",
  "ListAccountsForParent",
  "ListOrganizationalUnitsForParent",
  "ListRoots",
].map((action) => `organizations:${action}`);

const WAY_IN = "credentials.plan.management";

type Explanation = (error: OperationError, text: string) => FailureText;

/** The first that fits what AWS, the SDK or the network said. */
const KINDS: readonly (readonly [RegExp, Explanation])[] = [
  [
    /organizationsnotinuse/i,
    () => ({
      message: "this account belongs to no AWS Organization",
      fix: `sign in to the management account (${WAY_IN})`,
    }),
  ],
  [
    /\bmfa\b|multi-?factor/i,
    () => ({
      message: "these credentials want an MFA code, which orgduty does not ask for",
      fix: "sign in with the code first (aws sso login, or aws sts get-session-token), then run it again",
    }),
  ],
  [
    /expired|tokenrefreshrequired|session has expired|token is expired/i,
    () => ({
      message: "the credentials have expired",
      fix: "sign in again, e.g. aws sso login, and run it again",
    }),
  ],
  [/accessdenied|not authorized|unauthorizedoperation|forbidden/i, denied],
  [
    /<!doctype|<html|unexpected token '?<|deserialization error/i,
    () => ({
      message: "a web page came in place of AWS's answer: a proxy or a sign-in page is in the way",
      fix: "let this machine reach organizations.us-east-1.amazonaws.com (in China organizations.cn-northwest-1.amazonaws.com.cn)",
    }),
  ],
  [
    /certificate|cert_|self.signed|unable_to_verify/i,
    (_, text) => ({
      message: `the connection's certificate is not trusted: ${text}`,
      fix: "if a proxy opens TLS here, name its authority: NODE_EXTRA_CA_CERTS=FILE",
    }),
  ],
  [
    /enotfound|econnrefused|econnreset|etimedout|eai_again|ehostunreach|timeout|socket hang up/i,
    (_, text) => ({
      message: `AWS cannot be reached: ${text}`,
      fix: "check the network, and whether a proxy or an endpoint policy is in the way",
    }),
  ],
  [
    /invalidclienttokenid|unrecognizedclient|signaturedoesnotmatch|invalidsignature|requestexpired|skewed/i,
    (_, text) => ({
      message: `AWS does not accept the credentials: ${text}`,
      fix: "check that the keys are current, and of this partition, and that this machine's clock is right",
    }),
  ],
  [
    /credentialsprovider|could not load credentials|profile|sso/i,
    (_, text) => ({
      message: `there are no credentials to use: ${text}`,
      fix: `sign in to the management account, or correct ${WAY_IN}`,
    }),
  ],
];

/** An error of Organizations, of signing in or of the network, as what is wrong and what to do about it. */
export function explainFailure(error: OperationError): FailureText {
  const [, message, fix] = /^([^]*?)\n {2}fix: ([^]*)$/.exec(error.message) ?? [];
  if (error.name === "OperatorError" && message !== undefined && fix !== undefined) return { message, fix };
  const { code } = error as { code?: unknown };
  const text = escaped(`${error.name}: ${error.message}`.split("\n")[0] ?? "").slice(0, 300);
  const searched = `${error.name} ${typeof code === "string" ? code : ""} ${error.message}`;
  const explanation = KINDS.find(([pattern]) => pattern.test(searched))?.[1];
  return (
    explanation?.(error, text) ?? {
      message: `Organizations cannot be read: ${text}`,
      fix: `sign in to the management account, or one it delegated Organizations to (${WAY_IN})`,
    }
  );
}

/** AWS names the action in most of its texts; else it is the call that failed. */
function denied({ message, operation }: OperationError): FailureText {
  const named = /\b(?:perform:? |action:? )?((?:organizations|sts|kms):[A-Za-z]+)/.exec(message)?.[1];
  const action = named ?? (operation ? `organizations:${operation}` : "organizations:DescribeOrganization");
  const isPolicy = /explicit deny/i.test(message);
  if (action.startsWith("sts:")) {
    return {
      message: `${action} is denied: the role of ${WAY_IN} does not let these credentials in`,
      fix: "let the role trust whoever runs orgduty, or sign in as one that it trusts",
    };
  }
  return {
    message: `${action} is denied${isPolicy ? " by an explicit deny, e.g. of a service control policy" : ""}`,
    fix: `allow ${ACTIONS.join(", ")} to ${WAY_IN}`,
  };
}
