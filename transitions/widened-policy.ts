interface Statement {
  readonly Sid?: string;
  readonly Resource?: string | readonly string[];
}
interface Policy {
  readonly Version?: string;
  readonly Statement: readonly Statement[];
}

/**
 * A policy that allows what either of two policies allows, because old and new forwarders work side by side until
 * every region is applied. Statements that differ only in their resources are merged, because IAM limits the number
 * of characters.
 */
export function widenedPolicy(before: string, after: string): string {
  const planned = JSON.parse(after) as Policy;
  const statements = [...planned.Statement];
  for (const statement of (JSON.parse(before) as Policy).Statement) {
    const index = statements.findIndex((one) => kindOf(one) === kindOf(statement));
    const one = statements[index];
    if (one) {
      const resources = [...new Set([...list(one.Resource), ...list(statement.Resource)])];
      statements[index] = { ...one, Resource: resources };
    } else if (statement.Sid !== undefined && statements.some(({ Sid }) => Sid === statement.Sid)) {
      statements.push({ ...statement, Sid: `${statement.Sid}Before` });
    } else statements.push(statement);
  }
  return JSON.stringify({ ...planned, Statement: statements });
}

function kindOf({ Resource: _, ...rest }: Statement): string {
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function list(value: string | readonly string[] = []): readonly string[] {
  return typeof value === "string" ? [value] : value;
}
