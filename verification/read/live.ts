import type { Attributes } from "../../intent/expected-stack";
import { UNREAD, type Attempts, type Read } from "../../aws-clients/attempts";
import type { Calls } from "../../aws-clients/calls";
import type { RegionClients } from "../../aws-clients/region-clients";
import type { Expected } from "../expect/region-expectation";
import type { Reason } from "../compare/reasons";

/** Something live on the findings' way, or in GuardDuty, that no stack declares. */
export interface Unexpected {
  readonly reason: Reason;
  /** What a gap calls it. */
  readonly resource: string;
  readonly found: string;
}

/** The provider of nearly everything; `management` is the other. */
const ADMINISTRATOR = "administrator";

/** What is live in a region, in Terraform's words. */
export class Live {
  readonly unexpected: Unexpected[] = [];
  readonly #resources = new Map<string, Read<Attributes | undefined>>();

  /** Notes a resource that was looked for: undefined if there is none. */
  put(type: string, key: string, found: Read<Attributes | undefined>, alias = ADMINISTRATOR): void {
    this.#resources.set(`${alias} ${type} ${key}`, found);
  }

  /** @returns UNREAD also for what nobody looked for, e.g. targets of a rule that is missing */
  get(type: string, key: string, alias = ADMINISTRATOR): Read<Attributes | undefined> {
    const name = `${alias} ${type} ${key}`;
    return this.#resources.has(name) ? this.#resources.get(name) : UNREAD;
  }
}

/** What a reader works with. */
export interface Reading {
  readonly clients: RegionClients;
  readonly calls: Calls;
  readonly attempts: Attempts;
  /** Every resource that the region should hold. */
  readonly expected: readonly Expected[];
  readonly live: Live;
  readonly region: string;
}

/** Attributes of every expected resource of a type. */
export function expectedOf({ expected }: Reading, type: string): readonly Attributes[] {
  return expected.filter((one) => one.type === type).map(({ attributes }) => attributes);
}

/** Tags as Terraform has them, without those that AWS itself puts on. */
export function tagsOf(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] = [],
): Record<string, string> {
  const own = tags.filter(({ Key = "" }) => !Key.startsWith("aws:"));
  return Object.fromEntries(own.map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** The same for services that give tags as a map. */
export function tagMapOf(tags: Readonly<Record<string, string>> = {}): Record<string, string> {
  return tagsOf(Object.entries(tags).map(([Key, Value]) => ({ Key, Value })));
}

/** Every page of a list. */
export async function pages<Item>(
  read: (token: string | undefined) => Promise<readonly [items: readonly Item[], next: string | undefined]>,
): Promise<Item[]> {
  const all: Item[] = [];
  let token: string | undefined;
  do {
    const [items, next] = await read(token);
    all.push(...items);
    token = next;
  } while (token);
  return all;
}
