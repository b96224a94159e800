import { parseArn } from "../../aws/arn";
import type { Policy } from "../../aws/policy/document";
import { parsePolicy } from "../../aws/policy/parse-policy";
import type { Caller } from "../front-door/callers";
import { readRole } from "../role-policies";
import { readUser } from "./read-user";

/** A role or a user, and what its own policies say. */
export interface Identity {
  readonly arn: string;
  readonly policies: readonly Policy[];
  readonly boundary?: Policy;
  readonly tags: Readonly<Record<string, string>>;
  /** Who may assume it. Absent for users. */
  readonly trust?: string;
}

/** The role that Organizations makes in every account: an administrator, as long as nobody makes one of that name here. */
const OF_THE_ORGANIZATION = "OrganizationAccountAccessRole";

/** Reads roles and users once, and anew after IAM changed. */
export class Identities {
  readonly #known = new Map<string, Promise<Identity | undefined>>();

  constructor(private readonly endpoint: string) {}

  /** Something in IAM may have changed. */
  forget(): void {
    this.#known.clear();
  }

  /** Whose policies decide about a caller. Undefined: it may do everything, as an account's root and its administrator. */
  async of({ arn, roleArn }: Caller): Promise<Identity | undefined> {
    if (parseArn(arn).resource === "root") return undefined;
    const whose = roleArn ?? arn;
    const found = await this.withArn(whose);
    if (found || isAdministrator(whose)) return found;
    return { arn: whose, policies: [], tags: {} };
  }

  /** A role or a user. Undefined if there is none. */
  withArn(arn: string): Promise<Identity | undefined> {
    const known = this.#known.get(arn) ?? this.#read(arn);
    this.#known.set(arn, known);
    return known;
  }

  async #read(arn: string): Promise<Identity | undefined> {
    const isUser = parseArn(arn).resource.startsWith("user/");
    const read = await (isUser ? readUser : readRole)(this.endpoint, arn);
    return (
      read && {
        ...{ arn: read.arn, policies: read.permissions.map(parsePolicy), tags: read.tags ?? {} },
        ...(read.boundary === undefined ? {} : { boundary: parsePolicy(read.boundary) }),
        ...(read.trust === undefined ? {} : { trust: read.trust }),
      }
    );
  }
}

/** Whether it is the role that Organizations makes in accounts, which a local AWS does not make. */
export function isAdministrator(arn: string): boolean {
  return arn.endsWith(`role/${OF_THE_ORGANIZATION}`);
}
