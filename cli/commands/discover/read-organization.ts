import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { OrganizationConfig, OrgdutyConfig } from "../../../config/config";
import { ProblemsError } from "../../../config/problems/problems";
import { readText } from "../../../config/problems/read-text";
import { interruption } from "../../../config/problems/operator-error";
import type { SignIn } from "../../../aws-clients/sign-in";
import { otherAccounts } from "../../../doctor/organization/check-credentials";
import { regionDiffLines } from "../../../existing/compare/region-diff";
import { unreadParts } from "../../../existing/compare/unread-parts";
import type { ExistingRegions } from "../../../existing/existing-region";
import { found, isUnread } from "../../../existing/part";
import type { RegionsRead } from "../../../existing/read/read-regions";
import { discover } from "../../../organization/discover";
import { DiscoveryRefused } from "../../../organization/discovery-refused";
import { parseSnapshot } from "../../../organization/parse-snapshot";
import type { Snapshot } from "../../../organization/snapshot";
import { diffSnapshots } from "../../../organization/snapshot-diff";
import type { Io } from "../../terminal/io";
import type { Discovery } from "./discovery-text";
import { readRegions } from "./read-regions";

/** Which organization is read, and how. */
export interface OrganizationToRead {
  readonly config: OrgdutyConfig;
  readonly organization: OrganizationConfig;
  readonly enter: SignIn;
  /** Whether it is the local AWS, which takes every account's id for its key. */
  readonly isLocal: boolean;
}

/** What is read of it. */
export interface ReadingOptions {
  /** The folder for the snapshot. @default the path in the config */
  readonly out?: string;
  /** Accept an organization that lost more than two accounts and more than a fifth of them. @default false */
  readonly acceptShrink?: boolean;
  /** Read what exists in each planned region; without it, the snapshot keeps what it has of them. @default true */
  readonly regions?: boolean;
}

/**
 * Reads an organization, and compares it with its snapshot. Nothing is written.
 * @throws DiscoveryRefused, AbortError
 */
export async function readOrganization(
  one: OrganizationToRead,
  { out, acceptShrink, regions = true }: ReadingOptions,
  io: Io,
): Promise<{ readonly snapshot: Snapshot; readonly discovery: Discovery }> {
  const { organization, enter, isLocal } = one;
  const { partition, accountsPath, homeRegion } = organization;
  const previous = previousSnapshot(accountsPath, io);
  if (!isLocal) await refuseOtherAccounts(organization, enter, io);
  const accounts = await discover({
    organization,
    settings: enter("management", homeRegion),
    now: new Date(),
    signal: io.signal,
    patience: { tell: (text) => io.err(`${partition}: ${text}`) },
    ...(previous ? { previous } : {}),
    ...(acceptShrink ? { acceptShrink } : {}),
  });
  const read = regions ? await readRegions(one, io) : undefined;
  const snapshot = read ? { ...accounts, regions: read.regions } : accounts;
  if (io.signal.aborted) throw interruption();
  const path = out === undefined ? accountsPath : resolve(io.cwd, out, `${partition}.json`);
  const discovery = {
    ...{ partition, path, accounts: snapshot.accounts.length },
    diff: diffSnapshots(previous ?? { accounts: [] }, snapshot),
    ...(read ? { regions: regionsFound(previous?.regions ?? {}, read, organization) } : {}),
  };
  return { snapshot, discovery };
}

/** What another account shows would be recorded as if it were this one's. */
async function refuseOtherAccounts(
  organization: OrganizationConfig,
  enter: SignIn,
  { signal }: Io,
): Promise<void> {
  const [other] = await otherAccounts(organization, enter, signal);
  if (other) throw new DiscoveryRefused(`${other.what}: ${other.evidence}`, other.fix);
}

function regionsFound(
  before: ExistingRegions,
  { regions, calls, retries }: RegionsRead,
  { administratorAccountId }: OrganizationConfig,
) {
  const isAdministered = Object.values(regions).some(
    (region) => found(found(region)?.delegatedTo) === administratorAccountId,
  );
  const diff = regionDiffLines(before, regions);
  const read = Object.values(regions).filter((region) => !isUnread(region)).length;
  return {
    read,
    unread: unreadParts(regions),
    diff,
    calls,
    retries,
    isFirst: isAdministered && Object.keys(before).length === 0,
  };
}

/** The existing snapshot, to compare with. If it cannot be read, it is replaced, and stderr says so. */
function previousSnapshot(path: string, io: Io): Snapshot | undefined {
  const file = existsSync(path) ? readText(path) : undefined;
  if (!file || "unreadable" in file) return undefined;
  try {
    return parseSnapshot(file.text, path);
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    io.err(`${error.message}\n  the new snapshot replaces it, and no comparison is shown`);
    return undefined;
  }
}
