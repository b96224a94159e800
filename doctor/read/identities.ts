import { GetRoleCommand, IAMClient, ListAccountAliasesCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { makeClient } from "../../aws-clients/make-client";
import type { Calls } from "../../aws-clients/calls";
import type { ReadAccount, SignIn } from "../../aws-clients/sign-in";
import { serverTime } from "./server-time";

/** One entry of the config's credentials. */
export interface Entry {
  readonly purpose: "plan" | "apply";
  readonly account: ReadAccount;
  /** The account that it should open. */
  readonly expected: string;
  /** The role to assume. Absent if it is a profile. */
  readonly roleArn?: string;
}

/** Whose account an entry opens. */
export interface Identity {
  readonly accountId: string;
  readonly arn: string;
  /** Absent if the account has none, or it may not be read. */
  readonly alias?: string;
  /** This machine's clock less AWS's, in milliseconds. */
  readonly skewMs?: number;
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
  { calls, now }: { readonly calls: Calls; readonly now: () => number },
): Promise<TriedEntry> {
  const settings = enter(entry.account, region);
  const [sts, iam] = [makeClient(STSClient, settings), makeClient(IAMClient, settings)];
  const clock = serverTime(sts);
  try {
    const who = await calls.make((options) => sts.send(new GetCallerIdentityCommand({}), options));
    const alias = await aliasOf(iam, calls);
    const skewMs = clock.at === undefined ? undefined : now() - clock.at;
    return {
      ...entry,
      found: {
        accountId: who.Account ?? "",
        arn: who.Arn ?? "",
        ...(alias === undefined ? {} : { alias }),
        ...(skewMs === undefined ? {} : { skewMs }),
      },
    };
  } catch (error) {
    if ((error as Error).name === "AbortError") throw error;
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { ...entry, found: { error: text } };
  } finally {
    sts.destroy();
    iam.destroy();
  }
}

/** An alias is only a help for people: where it may not be read, the account's id stands alone. */
async function aliasOf(client: IAMClient, calls: Calls): Promise<string | undefined> {
  try {
    const { AccountAliases } = await calls.make((options) =>
      client.send(new ListAccountAliasesCommand({}), options),
    );
    return AccountAliases?.[0];
  } catch (error) {
    if ((error as Error).name === "AbortError") throw error;
    return undefined;
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
