import { arn } from "../../../aws/arn";
import type { Context } from "../../../aws/policy/context";
import type { Partition } from "../../../aws/partitions";
import type { Asked } from "../asked";

/** What a request does not say and only the account knows: the ARNs of things that have more in it than their names. */
export interface Facts {
  /** A role's or a user's ARN with its path; the plain one if it does not exist. */
  identityArn(accountId: string, partition: Partition, name: string, kind?: "role" | "user"): Promise<string>;
  /** The permissions boundary of the role that a request changes, if it exists and has one. */
  boundaryOf(asked: Asked): Promise<string | undefined>;
  /** A secret's ARN with the six characters that AWS adds. Undefined if there is no such secret. */
  secretArn(asked: Asked, id: string): Promise<string | undefined>;
  /** The ARN of a key by its id, its alias or its ARN. */
  keyArn(asked: Asked, id: string): Promise<string | undefined>;
  /** The function that an event source mapping feeds. */
  functionOfMapping(asked: Asked, uuid: string): Promise<string | undefined>;
  /** The organization that an account is in: its id and its management account. */
  organization(asked: Asked): Promise<{ readonly id: string; readonly management: string } | undefined>;
  /** A policy of the organization by its id. */
  organizationPolicyArn(asked: Asked, id: string): Promise<string | undefined>;
  /** Whether GuardDuty's service-linked role is in the account. */
  hasServiceLinkedRole(asked: Asked): Promise<boolean>;
}

type ArnOf = (asked: Asked, facts: Facts) => string | undefined | Promise<string | undefined>;

/** Which action each operation of a service needs, and on what: AWS's table, as far as it is used here. */
export interface ServiceTable {
  /** Operations by the type of resource that AWS checks them on; those under `none` it checks on `*`. */
  readonly on: Readonly<Record<string, string>>;
  /** The ARN of each type, from a request. Undefined: it cannot be told. */
  readonly arns: Readonly<Record<string, ArnOf>>;
  /** Operations whose action has another name. */
  readonly actions?: Readonly<Record<string, string>>;
  /** Operations that nobody needs a permission for. */
  readonly free?: string;
  /** Condition keys of the service that its requests carry, by action. What is not carried is ABSENT. */
  readonly keys?: (asked: Asked, action: string, facts: Facts) => Context | Promise<Context>;
}

/** Where an operation stands in a table: its action, and the type of its resource. */
export interface Row {
  readonly operation: string;
  readonly action: string;
  /** Undefined: AWS has no type of resource for it. */
  readonly type: string | undefined;
}

/** The rows of a table. */
export function rowsOf(service: string, { on, actions = {} }: ServiceTable): Row[] {
  return Object.entries(on).flatMap(([type, operations]) =>
    operations.split(" ").map((operation) => ({
      operation,
      action: `${service}:${actions[operation] ?? operation}`,
      type: type === "none" ? undefined : type,
    })),
  );
}

/** An ARN in the place of a request. */
export function here({ place }: Asked, service: string, resource: string): string {
  const { partition, region, accountId: account } = place;
  return arn({ partition, service, region, account, resource });
}

/** A name as it is in an ARN, if the request gives the ARN or a URL instead of the name. */
export function lastPart(text: string): string {
  return text.split(/[/:]/).at(-1)!;
}
