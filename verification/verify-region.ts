import type { OrganizationConfig, OrgdutyConfig } from "../config/config";
import type { Region } from "../config/regions";
import { coverageOf } from "../intent/coverage";
import type { Snapshot } from "../organization/snapshot";
import { accountMatrix, type AccountRow } from "./compare/account-matrix";
import { Attempts, UNREAD, type UnreadPart } from "../aws-clients/attempts";
import type { Calls } from "../aws-clients/calls";
import { matrixGaps, organizationGaps, unknownAccountGaps } from "./compare/coverage-gaps";
import type { FoundCoverage } from "./read/found-coverage";
import type { FoundPipeline } from "./read/found-pipeline";
import type { Gap } from "./compare/gap";
import { untold } from "./compare/asked-policies";
import { pipelineGaps } from "./compare/pipeline-gaps";
import { readCoverage } from "./read/read-coverage";
import { readPipeline } from "./read/read-pipeline";
import type { RegionClients } from "../aws-clients/region-clients";
import type { UnknownAccount } from "./read/unknown-accounts";
import { wantedPlans } from "../intent/wanted-coverage";
import { wantedPipeline, type WantedPipeline } from "../intent/wanted-pipeline";

/** A region as the config wants it, and as it is. */
export interface RegionVerification {
  readonly region: Region;
  readonly accounts: readonly AccountRow[];
  /** Members that the snapshot does not know: the organization has changed since it was taken. */
  readonly strangers: readonly string[];
  readonly forwarding?: {
    /** Messages in each queue. */
    readonly messages: Readonly<Record<string, number>>;
    readonly lastDeliveryAt?: string;
  };
  readonly gaps: readonly Gap[];
  /** What AWS did not let us read here: neither right nor wrong. */
  readonly unread: readonly UnreadPart[];
  /** What cannot be verified from here by anybody. */
  readonly notes: readonly string[];
  /** What it took: calls, and attempts that AWS refused for their rate. */
  readonly calls: number;
  readonly retries: number;
}

/** What a region is compared with. */
export interface RegionWishes {
  readonly config: OrgdutyConfig;
  readonly organization: OrganizationConfig;
  readonly snapshot: Snapshot;
  readonly region: Region;
  /**
   * Active accounts that the snapshot does not have.
   * @default none
   */
  readonly unknownAccounts?: readonly UnknownAccount[];
  /** Milliseconds since 1970. @default the current time */
  readonly now?: number;
}

/** Reads one region and compares it with the config. */
export async function verifyRegion(
  wishes: RegionWishes,
  clients: RegionClients,
  calls: Calls,
  unknownAccounts: Promise<readonly UnknownAccount[]> = Promise.resolve([]),
): Promise<RegionVerification> {
  const { config, organization, region } = wishes;
  const { administratorAccountId } = organization;
  const pipeline = wantedPipeline(config, organization, region);
  const attempts = new Attempts();
  const [coverage, foundPipeline] = await Promise.all([
    readCoverage({ ...clients, administratorAccountId, calls, attempts }),
    pipeline && readPipeline(pipeline, clients, calls, attempts),
  ]);
  const findings = pipeline && foundPipeline && { wanted: pipeline, found: foundPipeline };
  const compared = compareRegion({ ...wishes, unknownAccounts: await unknownAccounts }, coverage, findings);
  const unread = [...attempts.unread, ...(findings ? untold(findings.wanted, findings.found) : [])];
  return { ...compared, unread, calls: calls.count, retries: calls.retries };
}

/** Compares what was read of a region with what the config wants. */
export function compareRegion(
  { config, organization, snapshot, region, unknownAccounts = [], now }: RegionWishes,
  found: FoundCoverage,
  pipeline?: { readonly wanted: WantedPipeline; readonly found: FoundPipeline },
): Omit<RegionVerification, "unread" | "calls" | "retries"> {
  const { administratorAccountId: account } = organization;
  const plans = wantedPlans(region, config.detection, organization);
  const accounts = accountMatrix(coverageOf(organization, snapshot), plans, found, account);
  const known = new Set(snapshot.accounts.map(({ id }) => id));
  return {
    region,
    accounts,
    strangers: found.members.map(({ accountId }) => accountId).filter((id) => !known.has(id)),
    ...(pipeline ? { forwarding: healthOf(pipeline.found) } : {}),
    gaps: [
      ...organizationGaps({ region, config, organization, plans, found }),
      ...matrixGaps(accounts, region),
      ...unknownAccountGaps(unknownAccounts, found, region),
      ...(pipeline ? pipelineGaps(pipeline.wanted, pipeline.found, { account, region }, now) : []),
    ],
    notes: notesOn(pipeline?.wanted),
  };
}

function notesOn(wanted: WantedPipeline | undefined): string[] {
  const { foreignKeyArn } = wanted ?? {};
  if (foreignKeyArn === undefined) return [];
  return [`the policy of ${foreignKeyArn} is not verified: KMS shows it in the key's own account only`];
}

function healthOf({ queues, delivery }: FoundPipeline): NonNullable<RegionVerification["forwarding"]> {
  const messages = Object.entries(queues).flatMap(([name, queue]) =>
    queue === UNREAD ? [] : [[name, queue?.messages ?? 0] as const],
  );
  const { lastDeliveryAt } = delivery;
  return { messages: Object.fromEntries(messages), ...(lastDeliveryAt ? { lastDeliveryAt } : {}) };
}
