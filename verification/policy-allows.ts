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
  readonly Action?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * Whether a resource policy lets a principal do something: some statement allows it and none denies it. Of conditions only
 * those on the source ARN and on TLS are understood; any other is taken as not met by an allow, and as met by a deny.
 */
export function policyAllows(text: string | undefined, question: PolicyQuestion): boolean {
  const statements = statementsOf(text).filter((statement) => applies(statement, question));
  const met = (effect: string, unknown: boolean) =>
    statements.some(
      (statement) => statement.Effect === effect && conditionsMet(statement, question, unknown),
    );
  return met("Allow", false) && !met("Deny", true);
}

function statementsOf(text: string | undefined): Statement[] {
  if (!text) return [];
  const { Statement: statements = [] } = JSON.parse(text) as { Statement?: Statement | Statement[] };
  return Array.isArray(statements) ? statements : [statements];
}

function applies({ Principal, Action }: Statement, { action, principal }: PolicyQuestion): boolean {
  if (!list(Action).some((pattern) => matches(pattern, action, "i"))) return false;
  if (Principal === "*") return true;
  const principals = (Principal ?? {}) as Record<string, unknown>;
  const [kind, name] = Object.entries(principal)[0] as [string, string];
  return list(principals[kind]).some((one) => one === name || one === "*");
}

function conditionsMet({ Condition = {} }: Statement, question: PolicyQuestion, unknown: boolean): boolean {
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      const name = key.toLowerCase();
      if (name === "aws:securetransport") return list(values).map(String).includes("true");
      if (name !== "aws:sourcearn" || !/^(Arn|String)(Equals|Like)$/.test(operator)) return unknown;
      return list(values).some((pattern) => matches(pattern, question.sourceArn ?? ""));
    }),
  );
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
