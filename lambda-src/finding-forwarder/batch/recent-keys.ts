/**
 * Keys that were seen lately: at least the last `limit` of them, at most twice as many. They live in two generations, of which the older is
 * dropped whole: taking the oldest of a large Set out, key by key, costs as much as parsing a finding.
 */
export class RecentKeys {
  private young = new Set<string>();
  private old = new Set<string>();

  constructor(private readonly limit: number) {}

  /** A key that is asked for counts as seen. */
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
