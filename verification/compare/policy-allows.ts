/** What a policy is asked for. */
export interface PolicyQuestion {
  readonly action: string;
  readonly principal: { readonly Service: string } | { readonly AWS: string };
  /** What the service acts for: `aws:SourceArn`. */
  readonly sourceArn?: string;
}

interface Statement {
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * Whether a resource policy lets a principal do something: some statement allows it and none denies it. Of conditions only
 * those on the source's ARN and account and on TLS are understood; any other, and what a statement says by exception
 * (NotPrincipal, NotAction), is taken as not met by an allow, and as met by a deny.
 */
export function policyAllows(text: string | undefined, question: PolicyQuestion): boolean {
  const met = (effect: string, doubtful: boolean) =>
    statementsOf(text).some(
      (statement) =>
        statement.Effect === effect &&
        applies(statement, question, doubtful) &&
        conditionsMet(statement, question, doubtful),
    );
  return met("Allow", false) && !met("Deny", true);
}

function statementsOf(text: string | undefined): Statement[] {
  if (!text) return [];
  const { Statement: statements = [] } = JSON.parse(text) as { Statement?: Statement | Statement[] };
  return Array.isArray(statements) ? statements : [statements];
}

function applies(
  { Principal, NotPrincipal, Action, NotAction }: Statement,
  { action, principal }: PolicyQuestion,
  doubtful: boolean,
): boolean {
  const isOfAction =
    NotAction === undefined ? list(Action).some((pattern) => matches(pattern, action, "i")) : doubtful;
  const isOfPrincipal = NotPrincipal === undefined ? isOf(Principal, principal) : doubtful;
  return isOfAction && isOfPrincipal;
}

/** `{"AWS": "*"}` is everybody, services too. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous */
function isOf(stated: unknown, asked: PolicyQuestion["principal"]): boolean {
  if (stated === "*") return true;
  const principals = (stated ?? {}) as Record<string, unknown>;
  if (list(principals.AWS).includes("*")) return true;
  const [kind, name] = Object.entries(asked)[0] as [string, string];
  return list(principals[kind]).some((one) => one === name || one === "*");
}

function conditionsMet({ Condition = {} }: Statement, question: PolicyQuestion, doubtful: boolean): boolean {
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => isMet(operator, key, list(values), question) ?? doubtful),
  );
}

/** Undefined where we do not know. */
function isMet(
  operator: string,
  key: string,
  values: readonly string[],
  { sourceArn = "" }: PolicyQuestion,
): boolean | undefined {
  const name = key.toLowerCase();
  if (name === "aws:securetransport") return values.map(String).includes("true");
  const actual = { "aws:sourcearn": sourceArn, "aws:sourceaccount": sourceArn.split(":")[4] ?? "" }[name];
  const [, negated, form] = /^(?:Arn|String)(Not)?(Equals|Like)$/.exec(operator) ?? [];
  if (actual === undefined || form === undefined) return undefined;
  // ArnEquals takes wildcards as ArnLike does, StringEquals none.
  const isSame = (value: string) =>
    operator.startsWith("Arn") || form === "Like" ? matches(value, actual) : String(value) === actual;
  return values.some(isSame) !== (negated !== undefined);
}

function list(value: unknown): string[] {
  return value === undefined ? [] : ((Array.isArray(value) ? value : [value]) as string[]);
}

function matches(pattern: string, text: string, flags = ""): boolean {
  const source = String(pattern)
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, flags).test(text);
}
