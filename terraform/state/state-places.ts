import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { State } from "../../config/config";
import { writeFileAtomically } from "../process/atomic-folder";

/** Where a stack's state is, and the place that it was copied from and that still has the older copy. */
export interface KnownPlace {
  readonly at: State;
  readonly copiedFrom?: State;
  /** When this machine first began an apply to it, ISO 8601. Absent if it came there otherwise, or before orgduty recorded it. */
  readonly since?: string;
}

/**
 * Remembers beside the local states where each stack's state was last seen, because a changed `state` in the config
 * leaves no other trace. It holds no more than the config says of a state.
 */
export class StatePlaces {
  readonly #file: string;

  constructor(private readonly stateFolder: string) {
    this.#file = join(stateFolder, "places.json");
  }

  /** Undefined if no apply and no move has recorded the stack on this machine. */
  of(stack: string): KnownPlace | undefined {
    return this.all[stack];
  }

  /** Every recorded stack. A record that cannot be read counts as absent: it is only a memory. */
  get all(): Readonly<Record<string, KnownPlace>> {
    try {
      return JSON.parse(readFileSync(this.#file, "utf8")) as Record<string, KnownPlace>;
    } catch {
      return {};
    }
  }

  /** Records where a state is now. If it is where it was, an older copy stays recorded. */
  set(stack: string, place: KnownPlace): void {
    const known = this.of(stack);
    if (known && isDeepStrictEqual(known, { ...known, ...place })) return;
    const since = known?.since !== undefined && isSamePlace(known.at, place.at) ? { since: known.since } : {};
    this.#write({ ...this.all, [stack]: { ...since, ...place } });
  }

  /** Records that an apply begins. The time of the first one to a place is kept. */
  begin(stack: string, at: State): void {
    const known = this.of(stack);
    const isFirst = known === undefined || !isSamePlace(known.at, at);
    this.set(stack, isFirst ? { at, since: new Date().toISOString() } : { at });
  }

  /** Forgets the older copy of a state, once it is removed. */
  forgetCopy(stack: string): void {
    const { [stack]: known, ...others } = this.all;
    if (known) this.#write({ ...others, [stack]: { ...known, copiedFrom: undefined } });
  }

  #write(all: Readonly<Record<string, KnownPlace>>): void {
    if (!existsSync(this.stateFolder)) mkdirSync(this.stateFolder, { recursive: true });
    writeFileAtomically(this.#file, Buffer.from(`${JSON.stringify(all, null, 2)}\n`));
  }
}

/** Whether two settings mean the same place. How a bucket is reached and encrypted does not matter. */
export function isSamePlace(one: State, other: State): boolean {
  if (one === "local" || other === "local") return one === other;
  const place = ({ bucket, keyPrefix }: typeof one.s3) => [bucket, keyPrefix];
  return isDeepStrictEqual(place(one.s3), place(other.s3));
}
