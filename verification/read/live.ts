import type { Attributes } from "../../intent/expected-stack";
import { UNREAD, type Attempts, type Read } from "../../aws-clients/attempts";
import type { Calls } from "../../aws-clients/calls";
import type { RegionClients } from "../../aws-clients/region-clients";
import type { Expected } from "../expect/region-expectation";
import type { Reason } from "../compare/reasons";

/** Something live on the findings path, or in GuardDuty, that no stack declares. */
export interface Unexpected {
  readonly reason: Reason;
  /** Its name in a gap. */
  readonly resource: string;
  readonly found: string;
}

/** The provider alias of nearly every resource. The other alias is `management`. */
const ADMINISTRATOR = "administrator";

/** What is live in a region, in Terraform's words. */
export class Live {
  readonly unexpected: Unexpected[] = [];
  readonly #resources = new Map<string, Read<Attributes | undefined>>();

  /** Records a resource that was looked for. Undefined means that it does not exist. */
  put(type: string, key: string, found: Read<Attributes | undefined>, alias = ADMINISTRATOR): void {
    this.#resources.set(`${alias} ${type} ${key}`, found);
  }

  /** @returns UNREAD also for a resource that was never looked for, e.g. the targets of a rule that is missing */
  get(type: string, key: string, alias = ADMINISTRATOR): Read<Attributes | undefined> {
    const name = `${alias} ${type} ${key}`;
    return this.#resources.has(name) ? this.#resources.get(name) : UNREAD;
  }
}

/** What each reader works with. */
export interface Reading {
  readonly clients: RegionClients;
  readonly calls: Calls;
  readonly attempts: Attempts;
  /** Every resource that the region should hold. */
  readonly expected: readonly Expected[];
  readonly live: Live;
  readonly region: string;
}

/** Attributes of every expected resource of one type. */
export function expectedOf({ expected }: Reading, type: string): readonly Attributes[] {
  return expected.filter((one) => one.type === type).map(({ attributes }) => attributes);
}
