/** Why AWS did not answer, and what a person can do. */
export interface Why {
  readonly evidence: string;
  readonly fix: string;
}

const OPERATION = /\b([a-z][a-z0-9-]+:[A-Z]\w+)\b/;

/** An error of the SDK as evidence and fix. `as` is the way in, e.g. `credentials.plan.administrator`. */
export function whyUnread(error: unknown, as: string): Why {
  const { name, message } = error instanceof Error ? error : { name: "", message: String(error) };
  const evidence = `${name}: ${message.split("\n")[0] ?? ""}`;
  return { evidence, fix: fixOf(evidence, as) };
}

function fixOf(text: string, as: string): string {
  if (isDeniedByPolicy(text)) return "let the service control policy except this role, or this region";
  if (isDenied(text) && /sts:AssumeRole\b/.test(text))
    return `make the role of ${as}, and let it trust whoever runs this`;
  if (/nosuchentity/i.test(text)) return `make the role, or correct ${as} in the config`;
  if (isDenied(text)) return `allow ${OPERATION.exec(text)?.[1] ?? "the call"} to ${as}`;
  if (/expired/i.test(text)) return "sign in again, e.g. aws sso login";
  if (/credential|token|assumerole|profile|signature|sso/i.test(text))
    return `sign in, or correct ${as} in the config`;
  return "AWS or the network failed: run it again";
}

/** Whether AWS answered that the caller may not ask this. */
export function isDenied(text: string): boolean {
  return /accessdenied|not authorized|unauthorizedoperation|forbidden/i.test(text);
}

/** Whether it was a service control policy: AWS says so in the text of most services. */
export function isDeniedByPolicy(text: string): boolean {
  return /service control policy/i.test(text);
}

/** Whether the account has the region switched off: the same keys open every other region. */
export function isRegionOff(text: string): boolean {
  return /optinrequired|unrecognizedclient|invalidclienttokenid|not subscribed/i.test(text);
}
