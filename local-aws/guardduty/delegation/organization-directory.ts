import type { GuardDutyOptions, Organization, OrganizationAccount, Partition } from "../protocol/protocol";

interface Cached<Value> {
  value: Promise<Value>;
  readAt: number;
}

/** Organizations' answers, cached for a moment, because every request looks up its caller's organization. */
export class OrganizationDirectory {
  readonly #organizations = new Map<string, Cached<Organization | undefined>>();
  readonly #accounts = new Map<string, Cached<Map<string, OrganizationAccount>>>();

  constructor(
    private readonly options: Pick<GuardDutyOptions, "organizationOf" | "organizationCacheMs">,
    private readonly now: () => number,
  ) {}

  of(accountId: string, partition: Partition): Promise<Organization | undefined> {
    const read = () => this.options.organizationOf(accountId, partition);
    return this.#remembered(this.#organizations, `${partition}/${accountId}`, read);
  }

  /** The organization's accounts by id. The map stays the same until it is read again. */
  accounts(organization: Organization, partition: Partition): Promise<Map<string, OrganizationAccount>> {
    const read = async () => new Map((await organization.accounts()).map((account) => [account.id, account]));
    return this.#remembered(this.#accounts, `${partition}/${organization.managementAccountId}`, read);
  }

  /** One account. If the cached answer lacks it, Organizations is asked again: the account may have just joined. */
  async account(
    organization: Organization,
    partition: Partition,
    accountId: string,
  ): Promise<OrganizationAccount | undefined> {
    const known = (await this.accounts(organization, partition)).get(accountId);
    if (known) return known;
    this.#accounts.delete(`${partition}/${organization.managementAccountId}`);
    return (await this.accounts(organization, partition)).get(accountId);
  }

  #remembered<Value>(
    cache: Map<string, Cached<Value>>,
    key: string,
    read: () => Promise<Value>,
  ): Promise<Value> {
    const cached = cache.get(key);
    if (cached && this.now() - cached.readAt < (this.options.organizationCacheMs ?? 2000))
      return cached.value;
    const value = read();
    cache.set(key, { value, readAt: this.now() });
    value.catch(() => cache.delete(key));
    return value;
  }
}
