import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { makeClient } from "../aws-clients/make-client";
import type { ClientSettings } from "../aws-clients/sign-in";
import type { OrganizationConfig } from "../config/config";
import { shown } from "../config/problems/shown";
import { DiscoveryRefused } from "./discovery-refused";
import { withPatience, type Patience } from "./patience";
import { readLive, type FoundAccount, type FoundOrganization } from "./read-live";
import { ACCOUNT_STATES, type Account, type AccountState, type Snapshot } from "./snapshot";
import { isSharpLoss } from "./shrinkage";

/** Which organization to read, how to reach it, and what to compare it with. */
export interface DiscoverProps {
  readonly organization: OrganizationConfig;
  /** Region, endpoint and credentials of the management account. */
  readonly settings: ClientSettings;
  /** What the last discover found. @default none: no account counts as lost */
  readonly previous?: Snapshot;
  /** Believe an organization that lost more than two accounts and more than a fifth of them. @default false */
  readonly acceptShrink?: boolean;
  readonly now: Date;
  /** Ends the reading with an AbortError. @default nothing ends it early */
  readonly signal?: AbortSignal;
  /** While Organizations throttles. @default two minutes, and nobody is told */
  readonly patience?: Omit<Patience, "signal">;
}

/** The SDK tries what failed on the way again; throttling has a patience of its own. */
const MAX_ATTEMPTS = 3;

/**
 * Reads the organization into a snapshot.
 * @throws DiscoveryRefused if the organization is not the config's, is empty, shrank sharply, or has an account that
 * orgduty does not understand
 */
export async function discover(props: DiscoverProps): Promise<Snapshot> {
  const client = makeClient(OrganizationsClient, props.settings, { maxAttempts: MAX_ATTEMPTS });
  withPatience(client, { ...props.patience, ...(props.signal && { signal: props.signal }) });
  try {
    const found = await readLive(client, props.signal ? { abortSignal: props.signal } : {});
    refuseAnother(found, props.organization);
    refusePartial(found);
    const once = eachOnce(found.accounts);
    refuseShrunk(once, props);
    refuseStranger(once, props.organization);
    const accounts = once.map(withKnownState).sort((a, b) => (a.id < b.id ? -1 : 1));
    return {
      schemaVersion: 1,
      partition: props.organization.partition,
      organizationId: found.organizationId,
      managementAccountId: found.managementAccountId,
      readAt: props.now.toISOString().replace(/\.\d+Z$/, "Z"),
      accounts,
      regions: props.previous?.regions ?? {},
    };
  } finally {
    client.destroy();
  }
}

function refuseAnother(found: FoundOrganization, { managementAccountId }: OrganizationConfig): void {
  if (found.managementAccountId === managementAccountId) return;
  throw new DiscoveryRefused(
    `these credentials belong to the organization managed by ${shown(found.managementAccountId)}, not by "${managementAccountId}"`,
    "use credentials of the config's organization, or correct managementAccountId",
  );
}

/** Without all features, no service may be delegated: GuardDuty's administrator cannot be named. */
function refusePartial({ featureSet }: FoundOrganization): void {
  if (featureSet === undefined || featureSet === "ALL") return;
  throw new DiscoveryRefused(
    `the organization has ${shown(featureSet)} only, and GuardDuty is delegated with all features`,
    "enable all features in the management account (Organizations, Settings)",
  );
}

function refuseStranger(
  accounts: readonly FoundAccount[],
  { administratorAccountId: id, partition }: OrganizationConfig,
): void {
  if (id === undefined || accounts.some((account) => account.id === id)) return;
  throw new DiscoveryRefused(
    `the administrator "${id}" is not among the organization's ${accounts.length} accounts`,
    `correct organizations.${partition}.administratorAccountId`,
  );
}

function refuseShrunk(found: readonly FoundAccount[], { previous, acceptShrink }: DiscoverProps): void {
  if (found.length === 0) {
    throw new DiscoveryRefused(
      "Organizations listed no account",
      "an organization has at least one: try again",
    );
  }
  if (!previous || acceptShrink) return;
  const ids = new Set(found.map(({ id }) => id));
  const lost = previous.accounts.filter(({ id }) => !ids.has(id)).length;
  if (!isSharpLoss(lost, previous.accounts.length)) return;
  throw new DiscoveryRefused(
    `${lost} of ${previous.accounts.length} accounts are gone since ${previous.readAt}`,
    "try again; if they really left, pass --accept-shrink",
  );
}

/** Keeps each account once: accounts that are created or moved meanwhile shift the pages, so one may be listed twice. */
function eachOnce(found: readonly FoundAccount[]): FoundAccount[] {
  const byId = new Map<string, FoundAccount>();
  for (const account of found) {
    const before = byId.get(account.id);
    if (before && JSON.stringify(before) !== JSON.stringify(account)) {
      throw new DiscoveryRefused(
        `Organizations listed account "${account.id}" twice, with different data`,
        "the organization changed while it was read: try again",
      );
    }
    byId.set(account.id, account);
  }
  return [...byId.values()];
}

function withKnownState(account: FoundAccount): Account {
  const state = account.state as AccountState;
  if (state === "ACTIVE" && account.email === "") {
    throw new DiscoveryRefused(
      `account "${account.id}" is ACTIVE and has no e-mail, which GuardDuty needs to add it`,
      "try again; if it stays so, ask AWS Support",
    );
  }
  if (ACCOUNT_STATES.includes(state)) return { ...account, state };
  throw new DiscoveryRefused(
    `account "${account.id}" is in state ${shown(account.state)}, which orgduty does not know`,
    "orgduty cannot say whether such an account can be enrolled: update orgduty",
  );
}
