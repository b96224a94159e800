import type { WorkAccount } from "../../aws-clients/sign-in";

/** An action that plan or apply needs, and what it is done to. */
export interface NeededAction {
  /** E.g. `sqs:CreateQueue`. */
  readonly action: string;
  /** ARN, or `*` if the action has no resource or it is known to AWS only. */
  readonly resource: string;
  readonly account: WorkAccount;
  /** Whether reading suffices for it: plan needs it as well. */
  readonly isRead: boolean;
  /**
   * Condition keys that the request carries, with their values.
   * @default none
   */
  readonly context?: Readonly<Record<string, string>>;
  /** The type of resource, or what else needs it: for people. */
  readonly for: string;
}
