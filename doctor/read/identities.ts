import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import type { Calls } from "../../aws-clients/calls";
import { whoAmI, type Identity } from "../../aws-clients/identity/who-am-i";
import { makeClient } from "../../aws-clients/make-client";
import type { ReadAccount, SignIn } from "../../aws-clients/sign-in";

/** One entry of the config's credentials. */
export interface Entry {
  readonly purpose: "plan" | "apply";
  readonly account: ReadAccount;
  /** The account that it should open. */
  readonly expected: string;
  /** The role to assume. Absent if it is a profile. */
  readonly roleArn?: string;
}

/** An entry and what came of it: an identity, or the error's text. */
export interface TriedEntry extends Entry {
  readonly found: Identity | { readonly error: string };
}

/** Whether an entry opens another account than it should. */
export function opensAnother({ expected, found }: TriedEntry): boolean {
  return !("error" in found) && found.accountId !== expected;
}

/** Signs in with an entry. @throws AbortError; every other failure is part of the result */
export async function tryEntry(
  entry: Entry,
  enter: SignIn,
  region: string,
  { signal, now }: { readonly signal?: AbortSignal; readonly now?: () => number },
): Promise<TriedEntry> {
  try {
    return { ...entry, found: await whoAmI(enter(entry.account, region), signal, now) };
  } catch (error) {
    signal?.throwIfAborted();
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { ...entry, found: { error: text } };
  }
}

/** Whether a role exists, asked with the plan's way in; undefined if that may not be asked. */
export async function roleExists(
  roleArn: string,
  settings: ReturnType<SignIn>,
  calls: Calls,
): Promise<boolean | undefined> {
  const client = makeClient(IAMClient, settings);
  const RoleName = roleArn.split("/").at(-1)!;
  try {
    const { Role } = await calls.make((options) => client.send(new GetRoleCommand({ RoleName }), options));
    return Role?.Arn === roleArn;
  } catch (error) {
    if ((error as Error).name === "AbortError") throw error;
    return /NoSuchEntity/.test((error as Error).name) ? false : undefined;
  } finally {
    client.destroy();
  }
}
