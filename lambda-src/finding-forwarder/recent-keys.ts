/** Keys that were seen lately, a bounded number of them: the one that was not seen for longest is forgotten first. */
export class RecentKeys {
  private readonly keys = new Set<string>();

  constructor(private readonly limit: number) {}

  has(key: string): boolean {
    const known = this.keys.delete(key);
    if (known) this.keys.add(key);
    return known;
  }

  add(key: string): void {
    this.keys.delete(key);
    this.keys.add(key);
    if (this.keys.size > this.limit) this.keys.delete(this.keys.values().next().value!);
  }
}
