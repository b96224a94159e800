import { ofSource } from "./explain-source";
import type { SignInProblem } from "./sign-in-problem";
import { mfaLink, sourceText, type Source } from "./source";

/** How it was tried: the keys' source, and the role that was to be assumed with them. */
export interface Way {
  /** Undefined if it could not be told. */
  readonly source?: Source | undefined;
  readonly roleArn?: string | undefined;
}

/** An explanation of an error, if it is of its kind. */
type Explain = (text: string, way: Way) => SignInProblem | undefined;

/** Turns an error of signing in into what happened, whose keys it was, and the fix. */
export function explainSignIn(error: unknown, way: Way): SignInProblem {
  const text = textOf(error);
  const [, what, fix] = /^OperatorError: ([^]*?)\n {2}fix: ([^]*)$/.exec(text) ?? [];
  if (what !== undefined && fix !== undefined) return { what, fix };
  for (const explain of KINDS) {
    const found = explain(text, way);
    if (found) return found;
  }
  return {
    what: `signing in${by(way)} failed: ${text}`,
    fix: "./orgduty doctor looks at each entry of credentials; docs/credentials.md lists what is tried, in which order",
  };
}

/** A kind by a pattern of the error's text. */
function kind(pattern: RegExp, say: (way: Way, text: string) => SignInProblem): Explain {
  return (text, way) => (pattern.test(text) ? say(way, text) : undefined);
}

/** In this order: what may happen to every source first, then what only one source says, then what is left. */
const KINDS: readonly Explain[] = [
  // First, because its text holds the command line, which no other explanation may repeat.
  (text, { source }) => (source?.kind === "credential_process" ? ofSource(text, source) : undefined),
  kind(/MultiFactorAuthentication failed|invalid MFA one time pass/i, ({ source }) => ({
    what: `AWS did not take the MFA code of ${(source && mfaLink(source)?.section.mfa_serial) ?? "the device"}`,
    fix: "run it again with the device's next code: each is taken once, for half a minute",
  })),
  kind(/RequestTimeTooSkewed|Signature expired|Signature not yet current/i, () => CLOCK),
  kind(/perform: sts:AssumeRole /, ofRole),
  kind(/CERT|certificate|self.signed/i, (_, text) => ({
    what: `the connection to AWS is not trusted: ${firstLine(text)}`,
    fix: "a proxy that opens TLS needs the company's root certificate: export AWS_CA_BUNDLE=/path/to/company.pem, which Terraform reads too",
  })),
  kind(
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|EHOSTUNREACH|ENETUNREACH|TimeoutError/,
    (_, text) => ofNetwork(text),
  ),
  (text, { source }) => source && ofSource(text, source),
  kind(/ExpiredToken|token.*(is|has) expired/i, (way) => ({
    what: `the session keys of ${whose(way)} have expired`,
    fix:
      way.source?.kind === "environment"
        ? "get new ones and export AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN again"
        : "sign in again with the tool that wrote them into that profile",
  })),
  kind(/InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId/i, (way) => ({
    what: `AWS does not know the access key of ${whose(way)}`,
    fix: "it was deleted, or is of another partition (China's keys work in China only): use a key that exists",
  })),
  kind(/SignatureDoesNotMatch|InvalidSignature/i, (way) => ({
    what: `AWS does not accept the signature of ${whose(way)}`,
    fix: "the secret access key does not belong to the access key: copy both again",
  })),
  kind(/AccessDenied/i, ofRole),
  kind(/Could not load credentials|metadata|Could not resolve credentials|169\.254/i, ofNothing),
];

const CLOCK: SignInProblem = {
  what: "this machine's clock is not AWS's: it refuses what is more than 5 minutes off",
  fix: "set the clock, e.g. sudo timedatectl set-ntp true (in WSL: sudo hwclock -s)",
};

function ofRole({ source, roleArn }: Way, text: string): SignInProblem {
  const role = roleArn ?? source?.links.find(({ section }) => section.role_arn)?.section.role_arn;
  const who =
    /User: (\S+) is not authorized/.exec(text)?.[1] ?? (source ? sourceText(source) : "this identity");
  return {
    what: `${who} may not assume ${role ?? "the role"}`,
    fix: "the role may not exist; else allow it sts:AssumeRole on that role, and name it in the role's trust policy",
  };
}

function ofNetwork(text: string): SignInProblem {
  const fix = /proxy/i.test(text)
    ? "check the proxy's host and port, or name the host in NO_PROXY if it is reached without one"
    : "check the network; a company's proxy is named by HTTPS_PROXY=http://HOST:PORT (docs/credentials.md)";
  return { what: `AWS was not reached: ${firstLine(text)}`, fix };
}

function ofNothing({ source }: Way): SignInProblem {
  const last = source?.links.at(-1);
  if (last && source?.kind === "keys" && !last.section.aws_secret_access_key)
    return {
      what: `the profile ${last.name} has an aws_access_key_id and no aws_secret_access_key`,
      fix: "write both into one file, or neither (docs/credentials.md)",
    };
  const profile = source?.links[0]?.name;
  const what =
    profile === undefined
      ? `no credentials were found: ${source?.kind === "container" ? "the container gave none" : "none in the environment, no default profile, and this is no EC2 instance with a role (or AWS_EC2_METADATA_DISABLED is set)"}`
      : `the profile ${profile} holds no way to keys, and this machine has no role`;
  return {
    what,
    fix: "name a profile: export AWS_PROFILE=NAME, or aws configure sso for a new one (docs/credentials.md lists what is tried)",
  };
}

const whose = ({ source }: Way): string => (source ? sourceText(source) : "the person's credentials");
const by = (way: Way): string => (way.source ? ` with ${whose(way)}` : "");
const firstLine = (text: string): string => text.split("\n")[0]!.replace(/^\w*Error: /, "");

function textOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  const { name = "", message = "", code = "" } = error as Partial<Error> & { code?: string };
  const said = message.includes(code) ? message : `${code}: ${message}`;
  return `${name}: ${said}`.replace(/AWS SDK error wrapper for (\w*Error: )?/, "");
}
