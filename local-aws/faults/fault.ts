/** What a fault does to the requests that it strikes. */
export const FAULT_KINDS = {
  deny: "refuses with AccessDenied",
  expire: "refuses as if the session's token had expired",
  throttle: "refuses with the service's throttling error",
  unprocessed: "leaves accounts in UnprocessedAccounts",
  cut: "closes the connection before the request has an effect, or with --after once it had",
  delay: "answers only after --seconds, with --after once the request had its effect",
  stale: "answers a read as it was first answered since the fault was set",
} as const;

/** A kind of fault, as a person types it. */
export type FaultKind = keyof typeof FAULT_KINDS;

/** A fault to set: what it does, and which requests it strikes. What is left out means any. */
export interface FaultRequest {
  readonly kind: FaultKind;
  /** The service's name in AWS's models, e.g. `guardduty`. `*` means any. */
  readonly service: string;
  /** E.g. `CreateMembers`; `Create*` means all that begin so, and `*` any. */
  readonly operation: string;
  /** The account that the request acts in. */
  readonly account?: string;
  /** The region that the request is signed for. */
  readonly region?: string;
  /** A text that the request's path or body has, e.g. a queue's name. */
  readonly matching?: string;
  /** How many requests it strikes. @default it strikes until it is cleared */
  readonly times?: number;
  /** Cuts or delays only after the request had its effect. @default false */
  readonly after?: boolean;
  /** How long a delay takes. @default 5 */
  readonly seconds?: number;
  /** Accounts that stay unprocessed. @default all that the request names */
  readonly members?: readonly string[];
}

/** A fault that was set. */
export interface Fault extends FaultRequest {
  readonly id: number;
  /** How many requests it has struck. */
  readonly struck: number;
}

/** GuardDuty's operations that answer with `unprocessedAccounts`. */
export const MEMBER_OPERATIONS = [
  "CreateMembers",
  "DeleteMembers",
  "DisassociateMembers",
  "GetMemberDetectors",
  "GetMembers",
  "InviteMembers",
  "StartMonitoringMembers",
  "StopMonitoringMembers",
  "UpdateMemberDetectors",
] as const;

/** Whether an operation, or a beginning with an asterisk, means an operation. */
export function coversOperation(pattern: string, operation: string): boolean {
  return pattern.endsWith("*") ? operation.startsWith(pattern.slice(0, -1)) : pattern === operation;
}

/** Operations that only read: a stale answer is one of theirs. */
export function isRead(operation: string): boolean {
  return /^(Get|List|Describe|Head|Lookup)/.test(operation);
}
