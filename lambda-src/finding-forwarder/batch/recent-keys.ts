/**
 * Keys that were added recently: at least the last `limit` of them, at most twice as many, and none for longer than an
 * age. They are kept in two generations, and the older one is dropped as a whole: deleting the oldest keys of a large
 * Map one by one costs as much as parsing a finding.
 */
export class RecentKeys {
  private young = new Map<string, number>();
  private old = new Map<string, number>();

  /** @param maxAgeMilliseconds counts from the addition of a key, however often it is looked up */
  constructor(
    private readonly limit: number,
    private readonly maxAgeMilliseconds: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Looking up a key keeps it among the last ones. */
  has(key: string): boolean {
    const added = this.young.get(key) ?? this.old.get(key);
    if (added === undefined || this.now() - added >= this.maxAgeMilliseconds) return false;
    if (!this.young.has(key)) this.keep(key, added);
    return true;
  }

  add(key: string): void {
    this.keep(key, this.now());
  }

  private keep(key: string, added: number): void {
    this.young.set(key, added);
    if (this.young.size < this.limit) return;
    this.old = this.young;
    this.young = new Map();
  }
}
