/** What a forwarder's log says it delivered. */
export class Deliveries {
  /** The newest update of each finding that was delivered, in milliseconds since 1970. */
  readonly #updates = new Map<string, number>();
  /** Findings in lines of an earlier release, which do not say which update was delivered; and when that was. */
  readonly #undated = new Map<string, number>();

  /** Takes in one line of the log. Lines that are not about deliveries are passed over. */
  read(line: string, loggedAt: number): void {
    const { message, findings, updatedAt } = objectIn(line);
    if (message !== "delivered" || !Array.isArray(findings)) return;
    const times: readonly unknown[] = Array.isArray(updatedAt) ? updatedAt : [];
    for (const [index, id] of findings.entries()) {
      if (typeof id !== "string") continue;
      const time = Date.parse(String(times[index]));
      if (Number.isNaN(time)) keepLatest(this.#undated, id, loggedAt);
      else keepLatest(this.#updates, id, time);
    }
  }

  /** Whether this update of a finding, or a later one, was delivered. */
  has(id: string, updatedAt: number): boolean {
    return (this.#updates.get(id) ?? -Infinity) >= updatedAt;
  }

  /** Whether an earlier release delivered the finding after that time, without saying which update. */
  mayHave(id: string, updatedAt: number): boolean {
    return (this.#undated.get(id) ?? -Infinity) >= updatedAt;
  }
}

function keepLatest(times: Map<string, number>, id: string, time: number): void {
  times.set(id, Math.max(times.get(id) ?? -Infinity, time));
}

function objectIn(line: string): Readonly<Record<string, unknown>> {
  if (!line.includes('"delivered"')) return {};
  try {
    return (JSON.parse(line) as Record<string, unknown> | null) ?? {};
  } catch {
    return {};
  }
}
