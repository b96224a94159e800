import { OrganizationsClient, type OrganizationsClientConfig } from "@aws-sdk/client-organizations";
import type { OrganizationConfig } from "../config/config";
import { shown } from "../config/shown";
import { readLive, type FoundAccount, type FoundOrganization } from "./read-live";
import { ACCOUNT_STATES, type Account, type AccountState, type Snapshot } from "./snapshot";

export interface DiscoverProps {
  readonly organization: OrganizationConfig;
  /** Region, endpoint and credentials of the management account. */
  readonly settings: OrganizationsClientConfig;
  /** What the last discover found. */
  readonly previous?: Snapshot;
  /** Believe an organization that lost more than two accounts and more than a fifth of them. @default false */
  readonly acceptShrink?: boolean;
  readonly now: Date;
}

/** Why what was found cannot be a snapshot, and what to do. */
export class DiscoveryRefused extends Error {
  constructor(
    message: string,
    public readonly fix: string,
  ) {
    super(message);
    this.name = "DiscoveryRefused";
  }
}

/** Organizations throttles hard. The SDK waits between attempts, twice as long each time, with jitter. */
const MAX_ATTEMPTS = 10;

/**
 * Reads the organization as it is, as a snapshot.
 * @throws DiscoveryRefused where it is not the config's, is empty, shrank sharply, or has a state we do not know
 */
export async function discover(props: DiscoverProps): Promise<Snapshot> {
  const client = new OrganizationsClient({ ...props.settings, maxAttempts: MAX_ATTEMPTS });
  try {
    const found = await readLive(client);
    refuseAnother(found, props.organization);
    refuseShrunk(found.accounts, props);
    const accounts = found.accounts.map(withKnownState).sort((a, b) => (a.id < b.id ? -1 : 1));
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
    `these credentials are of the organization managed by ${shown(found.managementAccountId)}, not "${managementAccountId}"`,
    "use credentials of the config's organization, or correct managementAccountId",
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
  if (lost <= 2 || lost <= previous.accounts.length / 5) return;
  throw new DiscoveryRefused(
    `${lost} of ${previous.accounts.length} accounts are gone since ${previous.readAt}`,
    "try again; if they really left, --accept-shrink",
  );
}

function withKnownState(account: FoundAccount): Account {
  const state = account.state as AccountState;
  if (ACCOUNT_STATES.includes(state)) return { ...account, state };
  throw new DiscoveryRefused(
    `account "${account.id}" is in state ${shown(account.state)}, which orgduty does not know`,
    "nobody can say whether such an account can be enrolled: update orgduty",
  );
}
