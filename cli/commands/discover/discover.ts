import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { OrganizationConfig, OrgdutyConfig } from "../../../config/config";
import { loadConfig } from "../../../config/open-config";
import { ProblemsError } from "../../../config/problems/problems";
import { readText } from "../../../config/problems/read-text";
import type { Partition } from "../../../aws/partitions";
import { regionDiffLines } from "../../../existing/compare/region-diff";
import { unreadParts, type UnreadExisting } from "../../../existing/compare/unread-parts";
import type { ExistingRegions } from "../../../existing/existing-region";
import { found, isUnread } from "../../../existing/part";
import type { RegionsRead } from "../../../existing/read/read-regions";
import { discover } from "../../../organization/discover";
import { DiscoveryRefused } from "../../../organization/discovery-refused";
import { explainFailure } from "../../../organization/explain-failure";
import { parseSnapshot } from "../../../organization/parse-snapshot";
import type { Snapshot } from "../../../organization/snapshot";
import { diffLines, diffSnapshots, type SnapshotDiff } from "../../../organization/snapshot-diff";
import { writeSnapshot } from "../../../organization/write-snapshot";
import { interruption } from "../../../config/problems/operator-error";
import { signIn, type SignIn } from "../../../aws-clients/sign-in";
import { otherAccounts } from "../../../doctor/organization/check-credentials";
import { chosenOrganizations } from "../../chosen-organizations";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { sayNext } from "../../terminal/next-step";
import { findConfig, shownPath, type ConfigOptions } from "../../open-project";
import { runModeOf, type ModeOptions } from "../../run-mode";
import { readRegions } from "./read-regions";

/** Flags of `orgduty discover`. It asks for no confirmation, because it only reads AWS. */
export interface DiscoverOptions extends ConfigOptions, Pick<ModeOptions, "aws"> {
  /** Read only this partition's organization. @default every organization in the config */
  readonly partition?: string;
  /** The folder for the snapshots. @default the paths in the config */
  readonly out?: string;
  /** Accept an organization that lost more than two accounts and more than a fifth of them. @default false */
  readonly acceptShrink?: boolean;
  /** Read what exists in each planned region; without it, the snapshot keeps what it has of them. @default true */
  readonly regions?: boolean;
  /** Print what changed as one JSON document. @default false */
  readonly json?: boolean;
}

interface Discovery {
  readonly partition: Partition;
  readonly path: string;
  readonly accounts: number;
  readonly diff: SnapshotDiff;
  /** Absent with --no-regions. */
  readonly regions?: {
    readonly read: number;
    readonly unread: readonly UnreadExisting[];
    readonly diff: readonly string[];
    readonly calls: number;
    readonly retries: number;
    /** Whether nothing was recorded before, and the administrator administers a region. */
    readonly isFirst: boolean;
  };
}

/** `orgduty discover`: reads each organization into the snapshot file that the config names. */
export async function run(options: DiscoverOptions, io: Io): Promise<number> {
  const path = findConfig(options, io);
  const config = loadConfig(path);
  const mode = runModeOf(options, path, io);
  const done: Discovery[] = [];
  let failed = 0;
  for (const organization of chosenOrganizations(config, options.partition)) {
    const endpoint = mode.kind === "local" ? mode.endpoint : undefined;
    try {
      done.push(await discoverOne({ config, organization, endpoint }, options, io));
    } catch (error) {
      failed += 1;
      io.err(`${organization.partition}: ${explained(error)}`);
    }
  }
  if (options.json) io.out(JSON.stringify(done, null, 2));
  if (failed > 0) return EXIT.error;
  if (done.some(({ regions }) => regions?.isFirst)) {
    sayNext(
      io,
      withoutAws(options),
      "adopt",
      "writes the settings that exist into the config, so that its first plan lowers nothing",
    );
    return EXIT.fine;
  }
  sayNext(io, options, "doctor", "what would make plan or apply fail; commit the snapshot with the config");
  return EXIT.fine;
}

interface OneOrganization {
  readonly config: OrgdutyConfig;
  readonly organization: OrganizationConfig;
  readonly endpoint: string | undefined;
}

/** Shows what changed before it is written, so that what replaces a committed file was seen. */
async function discoverOne(
  { config, organization, endpoint }: OneOrganization,
  { out, acceptShrink, regions = true, json }: DiscoverOptions,
  io: Io,
): Promise<Discovery> {
  const { partition, accountsPath, homeRegion } = organization;
  const previous = previousSnapshot(accountsPath, io);
  const enter = signIn({ organization, purpose: "plan", ...(endpoint ? { endpoint } : {}) });
  if (endpoint === undefined) await refuseOtherAccounts(organization, enter, io);
  const accounts = await discover({
    organization,
    settings: enter("management", homeRegion),
    now: new Date(),
    signal: io.signal,
    patience: { tell: (text) => io.err(`${partition}: ${text}`) },
    ...(previous ? { previous } : {}),
    ...(acceptShrink ? { acceptShrink } : {}),
  });
  const isLocal = endpoint !== undefined;
  const read = regions ? await readRegions({ config, organization, enter, isLocal }, io) : undefined;
  const snapshot = read ? { ...accounts, regions: read.regions } : accounts;
  const path = out === undefined ? accountsPath : resolve(io.cwd, out, `${partition}.json`);
  if (io.signal.aborted) throw interruption();
  const discovery = {
    ...{ partition, path, accounts: snapshot.accounts.length },
    diff: diffSnapshots(previous ?? { accounts: [] }, snapshot),
    ...(read ? { regions: regionsFound(previous?.regions ?? {}, read, organization) } : {}),
  };
  if (!json) io.out(told(discovery, io));
  write(path, snapshot, io);
  return discovery;
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

function write(path: string, snapshot: Snapshot, io: Io): void {
  try {
    writeSnapshot(path, snapshot);
  } catch (error) {
    if (error instanceof ProblemsError) throw error;
    throw new CommandError(
      `${shownPath(path, io)} cannot be written: ${(error as Error).message}`,
      "check that its folder exists, that you may write there, and that the disk has space",
    );
  }
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

function told({ partition, path, accounts, diff, regions }: Discovery, io: Io): string {
  const lines = diffLines(diff);
  const head = `${partition}: ${accounts} accounts in ${shownPath(path, io)}, ${lines.length} changed`;
  return [head, ...lines.map((line) => `  ${line}`), ...(regions ? toldRegions(regions) : [])].join("\n");
}

function toldRegions({ read, unread, diff, calls, retries }: NonNullable<Discovery["regions"]>): string[] {
  const throttled = retries > 0 ? `, ${retries} throttled` : "";
  return [
    `  ${read} regions read, ${diff.length} changes, ${unread.length} parts unread (${calls} calls${throttled})`,
    ...diff.map((line) => `  ${line}`),
    ...unread.map(({ region, part = "all of it", reason }) => `  ? ${region} ${part}: unread: ${reason}`),
  ];
}

function explained(error: unknown): string {
  if (error instanceof DiscoveryRefused) return `${error.message}\n  fix: ${error.fix}`;
  if (!(error instanceof Error) || error.name === "AbortError") throw error;
  if (error instanceof ProblemsError || error instanceof CommandError) return error.message;
  const { message, fix } = explainFailure(error);
  return `${message}\n  fix: ${fix}`;
}

/** For a command that reads files only. */
function withoutAws({ aws: _, ...options }: DiscoverOptions): Omit<DiscoverOptions, "aws"> {
  return options;
}
