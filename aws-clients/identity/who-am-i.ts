import { IAMClient, ListAccountAliasesCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { makeClient } from "../make-client";
import type { ClientSettings } from "../sign-in";
import { serverTime } from "./server-time";

/** Who AWS says that somebody is. */
export interface Identity {
  readonly accountId: string;
  readonly arn: string;
  /** Absent if the account has none, or it may not be read. */
  readonly alias?: string;
  /** AWS's clock less this machine's, in milliseconds, exact to a second. Absent if the answer had no date. */
  readonly clockMs?: number;
}

/** An alias is only a help for people: nobody waits long for it. */
const LONGEST_WAIT_FOR_ALIAS_MS = 3_000;

/** Asks STS whose account settings open, and IAM for the account's alias. @throws the SDK's error if STS is not reached */
export async function whoAmI(
  settings: ClientSettings,
  signal?: AbortSignal,
  now: () => number = Date.now,
): Promise<Identity> {
  const sts = makeClient(STSClient, settings, { maxAttempts: 3 });
  const clock = serverTime(sts);
  try {
    const who = await sts.send(new GetCallerIdentityCommand({}), signal ? { abortSignal: signal } : {});
    const clockMs = clock.at === undefined ? undefined : clock.at - now();
    const alias = await aliasOf(settings);
    return {
      accountId: who.Account ?? "",
      arn: who.Arn ?? "",
      ...(alias === undefined ? {} : { alias }),
      ...(clockMs === undefined ? {} : { clockMs }),
    };
  } finally {
    sts.destroy();
  }
}

async function aliasOf(settings: ClientSettings): Promise<string | undefined> {
  const iam = makeClient(IAMClient, settings);
  try {
    const abortSignal = AbortSignal.timeout(LONGEST_WAIT_FOR_ALIAS_MS);
    const { AccountAliases } = await iam.send(new ListAccountAliasesCommand({}), { abortSignal });
    return AccountAliases?.[0];
  } catch {
    return undefined;
  } finally {
    iam.destroy();
  }
}
