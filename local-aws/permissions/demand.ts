import type { Context } from "../../aws/policy/context";
import type { Asked } from "./asked";
import { besidesOf } from "./beside/beside";
import type { Facts } from "./tables/table";
import { rowsOf, type Row, type ServiceTable } from "./tables/table";
import { TABLES } from "./tables/tables";

/** An action that a request needs, and what it is done to. */
export interface Demand {
  /** E.g. `sqs:CreateQueue`. */
  readonly action: string;
  /** An ARN, `*` if AWS has no type of resource for the action, undefined if it cannot be told. */
  readonly resource: string | undefined;
  /** The condition keys of the action's service, in small letters. */
  readonly context: Context;
}

const ROWS = new Map<string, Row>(
  Object.entries(TABLES).flatMap(([service, table]) =>
    rowsOf(service, table).map((row) => [`${service}:${row.operation}`, row] as const),
  ),
);

/**
 * Every action that AWS checks for a request: its own, and those on the way. Of an operation that is in no table the resource
 * is not known, so that only `*` allows it.
 */
export async function demandsOf(asked: Asked, facts: Facts): Promise<Demand[]> {
  const { service, operation } = asked;
  const table = TABLES[service];
  if (table?.free?.split(" ").includes(operation)) return [];
  const row = ROWS.get(`${service}:${operation}`);
  const action = row?.action ?? `${service}:${operation}`;
  const own = {
    action,
    resource: row && table ? await resourceOf(row, table, asked, facts) : undefined,
    context: (await table?.keys?.(asked, action, facts)) ?? {},
  };
  return [own, ...(await besidesOf(asked, facts))];
}

function resourceOf({ type }: Row, { arns }: ServiceTable, asked: Asked, facts: Facts) {
  return type === undefined ? "*" : arns[type]!(asked, facts);
}
