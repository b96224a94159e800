import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { Calls } from "../../../aws-clients/calls";
import { makeClient } from "../../../aws-clients/make-client";
import { ownSettings, signIn, type ClientSettings, type SignIn } from "../../../aws-clients/sign-in";
import { answerMfaWith } from "../../../aws-clients/sources/mfa";
import type { OrgdutyConfig } from "../../../config/config";
import { interruption } from "../../../config/problems/operator-error";
import { throwProblems } from "../../../config/problems/problems";
import { readConfig } from "../../../config/read-config";
import { readDelegation } from "../../../existing/read/detectors";
import { administeredRegions } from "../../../intent/adopting/administered-regions";
import type { Snapshot } from "../../../organization/snapshot";
import { CommandError, type Io } from "../../terminal/io";
import { sayNext } from "../../terminal/next-step";
import { shownPath } from "../../open-project";
import { adoptedConfig } from "../adopt/adopted-config";
import { discoveryText, type Discovery } from "../discover/discovery-text";
import { explained } from "../discover/discover";
import { readOrganization } from "../discover/read-organization";
import { FIRST_REGIONS, knownText, type Given } from "./known-values";
import { signInHere } from "./sign-in-here";
import { writeTogether } from "./write-together";

/** What is written where, and what AWS is asked for it. */
export interface FromAws {
  /** The config to write. Absolute. */
  readonly path: string;
  readonly given: Given;
  /** URL of the local AWS. @default AWS */
  readonly endpoint?: string;
}

/** The local AWS takes any key that is no account's id for the management account's. */
const ANYBODY = { accessKeyId: "orgduty", secretAccessKey: "local" };
const ANY_REGION = "us-east-1";

/** The settings of the person who is signed in on this machine, for a region. */
type OwnEntry = (region: string) => ClientSettings;

/**
 * Writes a config and a snapshot from what an organization has. Both are complete before either is written.
 * @throws NoCredentials if nobody is signed in on this machine; nothing is written then, or after Ctrl-C
 */
export async function initFromAws({ path, given, endpoint }: FromAws, io: Io): Promise<void> {
  answerMfaWith(io.interactive ? io.ask : undefined);
  const own: OwnEntry = (region) =>
    endpoint === undefined
      ? ownSettings(undefined, region)
      : { region, endpoint, maxAttempts: 1, credentials: ANYBODY };
  const { managementAccountId } = await signInHere(own(ANY_REGION), io);
  const administrators = await delegatedTo(own, io);
  const text = await knownText({ managementAccountId, administrators }, given, io);
  const config = configOf(text, path);
  refuseSnapshot(config.organizations.aws!.accountsPath, io);
  const { snapshot, discovery } = await discovered(config, own, io);
  io.out(discoveryText(discovery, io));
  const result = adoptedOrNot({ config, snapshot, text, given }, io);
  if (io.signal.aborted) throw interruption();
  writeTogether(path, result, discovery.path, snapshot);
  io.out(`${shownPath(path, io)} and ${shownPath(discovery.path, io)} written`);
  const isUnread = (discovery.regions?.unread.length ?? 0) > 0;
  if (isUnread)
    io.err("what was not read is missing in the config: once it can be, ./orgduty discover, then adopt");
  const aws = endpoint === undefined ? {} : { aws: "local" };
  const isUsual = path === resolve(io.cwd, "orgduty.yaml");
  sayNext(
    io,
    { ...aws, ...(isUsual ? {} : { config: shownPath(path, io) }) },
    "doctor",
    "what would make plan or apply fail; read orgduty.yaml, and commit both files",
  );
}

/** Whom GuardDuty is delegated to in each region that says so. A region that does not answer says nothing. */
async function delegatedTo(own: OwnEntry, { signal }: Io): Promise<string[]> {
  const calls = new Calls({ signal });
  const read = FIRST_REGIONS.map(async (region) => {
    const client = makeClient(GuardDutyClient, own(region));
    try {
      return await readDelegation(client, calls);
    } catch {
      signal.throwIfAborted();
      return undefined;
    } finally {
      client.destroy();
    }
  });
  return (await Promise.all(read)).flatMap((id) => id ?? []);
}

/** A snapshot that no config names may be of another organization, and somebody may need it. */
function refuseSnapshot(path: string, io: Io): void {
  if (!existsSync(path)) return;
  const fix = "move it away, or name another folder with --out";
  throw new CommandError(`${shownPath(path, io)} exists already, and no config names it`, fix);
}

/** @throws ProblemsError, e.g. because an id is none */
function configOf(text: string, path: string): OrgdutyConfig {
  const reading = readConfig(text, path);
  throwProblems(reading.problems([]));
  return reading.complete();
}

async function discovered(
  config: OrgdutyConfig,
  own: OwnEntry,
  io: Io,
): Promise<{ readonly snapshot: Snapshot; readonly discovery: Discovery }> {
  const organization = config.organizations.aws!;
  const { endpoint } = own(ANY_REGION);
  const byConfig = signIn({ organization, purpose: "plan", ...(endpoint ? { endpoint } : {}) });
  // The person is in the management account already, where the role may not exist yet.
  const enter: SignIn = (account, region) =>
    account === "management" && endpoint === undefined ? own(region) : byConfig(account, region);
  try {
    return await readOrganization({ config, organization, enter, isLocal: endpoint !== undefined }, {}, io);
  } catch (error) {
    throw new CommandError(explained(error));
  }
}

interface ToAdopt {
  readonly config: OrgdutyConfig;
  readonly snapshot: Snapshot;
  readonly text: string;
  readonly given: Given;
}

/** The text with the settings of what exists. If the administrator administers no region, the template's choices stay. */
function adoptedOrNot({ config, snapshot, text, given }: ToAdopt, io: Io): string {
  if (administeredRegions(config.organizations.aws!, snapshot).length === 0) return text;
  const { owner } = given;
  const answering = owner === undefined ? {} : { owner };
  const adopted = adoptedConfig({ config, snapshots: { aws: snapshot } }, text, answering);
  for (const line of adopted.changed) io.out(`~ ${line}`);
  for (const line of adopted.differences) io.out(`! ${line}`);
  return adopted.text;
}
