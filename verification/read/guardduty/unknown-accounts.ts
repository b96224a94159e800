import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { makeClient } from "../../../aws-clients/make-client";
import type { OrganizationConfig } from "../../../config/config";
import { readAccounts } from "../../../organization/read-live";
import type { Snapshot } from "../../../organization/snapshot";
import type { SignIn } from "../../../aws-clients/sign-in";

/** An account that is ACTIVE but is not listed as ACTIVE in the snapshot. */
export interface UnknownAccount {
  readonly id: string;
  /** Its state in the snapshot. Absent if the snapshot does not list the account. */
  readonly stateThen?: string;
}

/** Organizations throttles heavily. The SDK waits between attempts. */
const MAX_ATTEMPTS = 10;

/**
 * Accounts that were created, invited or reactivated after the snapshot was taken. A comparison of a region with the
 * snapshot cannot show them. They are read through the management account, one call for each 20 accounts. Excluded
 * accounts are left out.
 */
export async function readUnknownAccounts(
  { homeRegion, enrolment }: OrganizationConfig,
  { accounts }: Snapshot,
  enter: SignIn,
  signal?: AbortSignal,
): Promise<UnknownAccount[]> {
  const settings = enter("management", homeRegion);
  const client = makeClient(OrganizationsClient, settings, { maxAttempts: MAX_ATTEMPTS });
  const known = new Map(accounts.map(({ id, state }) => [id, state]));
  try {
    const active = (await readAccounts(client, signal && { abortSignal: signal })).filter(
      ({ state }) => state === "ACTIVE",
    );
    return active
      .filter(({ id }) => known.get(id) !== "ACTIVE" && !(id in enrolment.exclude))
      .map(({ id }) => {
        const stateThen = known.get(id);
        return { id, ...(stateThen ? { stateThen } : {}) };
      });
  } finally {
    client.destroy();
  }
}
