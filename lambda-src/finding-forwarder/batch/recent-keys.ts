/**
 * Keys that were seen recently: at least the last `limit` of them, at most twice as many. They are kept in two
 * generations, and the older one is dropped as a whole: deleting the oldest keys of a large Set one by one costs as
 * much as parsing a finding.
 */
export class RecentKeys {
  private young = new Set<string>();
  private old = new Set<string>();

  constructor(private readonly limit: number) {}

  /** Looking up a key also counts as seeing it. */
  has(key: string): boolean {
    if (this.young.has(key)) return true;
    if (!this.old.has(key)) return false;
    this.add(key);
    return true;
  }

  add(key: string): void {
    this.young.add(key);
    if (this.young.size < this.limit) return;
    this.old = this.young;
    this.young = new Set();
  }
}
