import type { OrganizationConfig, OrgdutyConfig } from "../config/config";
import type { Region } from "../config/regions";
import { coverageOf } from "../organization/coverage";
import type { Snapshot } from "../organization/snapshot";
import { accountMatrix, type AccountRow } from "./account-matrix";
import type { Calls } from "./calls";
import { matrixGaps, organizationGaps } from "./coverage-gaps";
import type { FoundCoverage } from "./found-coverage";
import type { FoundPipeline } from "./found-pipeline";
import type { Gap } from "./gap";
import { pipelineGaps } from "./pipeline-gaps";
import { readCoverage } from "./read-coverage";
import { readPipeline } from "./read-pipeline";
import type { RegionClients } from "./region-clients";
import { wantedPlans } from "./wanted-coverage";
import { wantedPipeline, type WantedPipeline } from "./wanted-pipeline";

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
}

/** Reads one region and compares it with the config. */
export async function verifyRegion(
  wishes: RegionWishes,
  clients: RegionClients,
  calls: Calls,
): Promise<RegionVerification> {
  const { config, organization, region } = wishes;
  const { administratorAccountId } = organization;
  const pipeline = wantedPipeline(config, organization, region);
  const [coverage, foundPipeline] = await Promise.all([
    readCoverage({ ...clients, administratorAccountId, calls }),
    pipeline && readPipeline(pipeline, clients, calls),
  ]);
  const findings = pipeline && foundPipeline && { wanted: pipeline, found: foundPipeline };
  return { ...compareRegion(wishes, coverage, findings), calls: calls.count, retries: calls.retries };
}

/** Compares what was read of a region with what the config wants. */
export function compareRegion(
  { config, organization, snapshot, region }: RegionWishes,
  found: FoundCoverage,
  pipeline?: { readonly wanted: WantedPipeline; readonly found: FoundPipeline },
): Omit<RegionVerification, "calls" | "retries"> {
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
      ...(pipeline ? pipelineGaps(pipeline.wanted, pipeline.found, { account, region }) : []),
    ],
  };
}

function healthOf({ queues, delivery }: FoundPipeline): NonNullable<RegionVerification["forwarding"]> {
  const messages = Object.entries(queues).map(([name, queue]) => [name, queue?.messages ?? 0] as const);
  const { lastDeliveryAt } = delivery;
  return { messages: Object.fromEntries(messages), ...(lastDeliveryAt ? { lastDeliveryAt } : {}) };
}
