import type { Partition } from "../../aws/partitions";

/** Who makes a request. */
export interface Caller {
  readonly accountId: string;
  readonly arn: string;
}

/** moto's own account: where no organization was seeded, unknown keys belong to it. */
const MOTO_ACCOUNT = "123456789012";

/** An access key id that is an account id belongs to that account: handy for tools, as elsewhere among local clouds. */
const ACCOUNT_KEY = /^(?:AKIA)?(\d{12})$/;

/** Which account and principal an access key belongs to. */
export class Callers {
  private readonly assumed = new Map<string, Caller>();
  private readonly managementAccounts = new Map<Partition, string>();

  /** Keys that STS has just given out. */
  remember(accessKeyId: string, caller: Caller): void {
    this.assumed.set(accessKeyId, caller);
  }

  /** Unknown keys are the management account's: the credentials a person starts out with. */
  setManagementAccount(partition: Partition, accountId: string): void {
    this.managementAccounts.set(partition, accountId);
  }

  callerOf(accessKeyId: string, partition: Partition): Caller {
    const assumed = this.assumed.get(accessKeyId);
    if (assumed) return assumed;
    const named = ACCOUNT_KEY.exec(accessKeyId)?.[1];
    const accountId = named ?? this.managementAccounts.get(partition) ?? MOTO_ACCOUNT;
    return { accountId, arn: `arn:${partition}:iam::${accountId}:root` };
  }
}
