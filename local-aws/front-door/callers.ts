import type { Partition } from "../../aws/partitions";

/** The caller of a request. */
export interface Caller {
  readonly accountId: string;
  readonly arn: string;
  /** The role of a session: its ARN has the path that the session's lacks. */
  readonly roleArn?: string;
}

/** The name of the user that a person is who starts orgduty, if permissions are enforced. */
export const RUNNER = "orgduty-runner";

/** moto's own account. Unknown keys belong to it if no organization was seeded. */
const MOTO_ACCOUNT = "123456789012";

/**
 * An access key id that is an account id, or AKIA and an account id, belongs to that account. Other local clouds do the
 * same.
 */
const ACCOUNT_KEY = /^(?:AKIA)?(\d{12})$/;

/** Finds the account and principal that an access key belongs to. */
export class Callers {
  private readonly assumed = new Map<string, Caller>();
  private readonly managementAccounts = new Map<Partition, string>();

  /** @param hasRunner whether unknown keys belong to the user RUNNER of the management account, and not to its root */
  constructor(private readonly hasRunner = false) {}

  /** Records a key that STS or IAM gave out, and its caller. */
  remember(accessKeyId: string, caller: Caller): void {
    this.assumed.set(accessKeyId, caller);
  }

  /** Unknown keys belong to the management account: a person starts out with its credentials. */
  setManagementAccount(partition: Partition, accountId: string): void {
    this.managementAccounts.set(partition, accountId);
  }

  callerOf(accessKeyId: string, partition: Partition): Caller {
    const assumed = this.assumed.get(accessKeyId);
    if (assumed) return assumed;
    const named = ACCOUNT_KEY.exec(accessKeyId)?.[1];
    const accountId = named ?? this.managementAccounts.get(partition) ?? MOTO_ACCOUNT;
    const name = this.hasRunner && named === undefined ? `user/${RUNNER}` : "root";
    return { accountId, arn: `arn:${partition}:iam::${accountId}:${name}` };
  }
}
