import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { makeClient } from "../../aws-clients/make-client";
import { Calls } from "../../aws-clients/calls";
import type { ReadAccount, SignIn } from "../../aws-clients/sign-in";
import type { OrganizationConfig } from "../../config/config";
import { byKey } from "../by-key";
import type { ExistingRegion, ExistingRegions } from "../existing-region";
import { found, unreadBecause, type Part } from "../part";
import { readExistingRegion, type AccountClients } from "./read-existing-region";

/** Which regions of which organization are read, and how to sign in to its accounts. */
export interface ReadRegionsProps {
  readonly organization: OrganizationConfig;
  readonly regions: readonly string[];
  readonly enter: SignIn;
  /** Whether to read the log archive, or why it cannot be read. @default the config names none */
  readonly logArchive?: Part<"read">;
  /** Ends the reading with an AbortError. @default nothing ends it early */
  readonly signal?: AbortSignal;
  /** Called when a region is done. @default not called */
  readonly onRegion?: (region: string) => void;
}

/** What exists in each region, and how many calls it took to read it. */
export interface RegionsRead {
  readonly regions: ExistingRegions;
  readonly calls: number;
  /** Attempts that AWS throttled. */
  readonly retries: number;
}

/**
 * Reads every region, all at the same time, because AWS limits the rate of calls in each region separately. A region of
 * which nothing can be read is unread, with the reason.
 * @throws AbortError
 */
export async function readExistingRegions(props: ReadRegionsProps): Promise<RegionsRead> {
  const { regions, signal, onRegion } = props;
  const all = await Promise.all(
    regions.map(async (region) => {
      const calls = new Calls(signal ? { signal } : {});
      const found = await readOne(region, props, calls).catch((error: unknown): Part<ExistingRegion> => {
        signal?.throwIfAborted();
        return unreadBecause(error);
      });
      onRegion?.(region);
      return { region, found, calls };
    }),
  );
  return {
    regions: byKey(Object.fromEntries(all.map(({ region, found }) => [region, found]))),
    calls: all.reduce((sum, { calls }) => sum + calls.count, 0),
    retries: all.reduce((sum, { calls }) => sum + calls.retries, 0),
  };
}

async function readOne(
  region: string,
  { organization, enter, logArchive: third }: ReadRegionsProps,
  calls: Calls,
): Promise<ExistingRegion> {
  const { managementAccountId, administratorAccountId, partition } = organization;
  const management = accountClients(enter, "management", region, managementAccountId);
  const administrator = accountClients(enter, "administrator", region, administratorAccountId);
  const logArchive =
    third === "read" ? accountClients(enter, "logArchive", region, organization.logArchiveAccountId!) : third;
  try {
    const accounts = { management, administrator, ...(logArchive ? { logArchive } : {}) };
    return await readExistingRegion({ ...accounts, partition, calls });
  } finally {
    const third = found(logArchive);
    for (const { guardDuty, events } of [management, administrator, ...(third ? [third] : [])]) {
      guardDuty.destroy();
      events.destroy();
    }
  }
}

/** The clients of one of the accounts in a region. */
export function accountClients(
  enter: SignIn,
  account: ReadAccount,
  region: string,
  accountId: string,
): AccountClients {
  const settings = enter(account, region);
  return {
    accountId,
    guardDuty: makeClient(GuardDutyClient, settings),
    events: makeClient(EventBridgeClient, settings),
  };
}
