import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { makeClient } from "../../aws-clients/make-client";
import { partitionOf } from "../../aws/partitions";
import { Calls } from "../../aws-clients/calls";
import { readFailure, type ReadFailure } from "../../aws-clients/read-failure";
import { signIn, type SignIn } from "../../aws-clients/sign-in";
import type { ForwardingConfig, OrganizationConfig, OrgdutyConfig } from "../../config/config";
import { isPicked } from "../../config/finding-pattern";
import { deliveryNames } from "../../config/names";
import type { Region } from "../../config/regions";
import { compareFindings, type ComparedFindings } from "./compare-findings";
import type { Deliveries } from "./deliveries";
import { liveFindings } from "./live-findings";
import { readDeliveries } from "./read-deliveries";
import { ReconcileError } from "./reconcile-error";

/** Which findings are compared with their deliveries. */
export interface ReconcileProps {
  readonly config: OrgdutyConfig;
  readonly regions: readonly Region[];
  /** Findings that were updated before are not compared: milliseconds since 1970. */
  readonly since: number;
  /** URL of the local AWS. @default AWS */
  readonly endpoint?: string;
  readonly signal: AbortSignal;
  /** Called as findings are read. @default not called */
  readonly onRegion?: (region: Region, text: string) => void;
  /** Milliseconds since 1970. @default the current time */
  readonly now?: number;
}

/** One region's findings against their deliveries. */
export interface RegionReconciliation extends ComparedFindings {
  readonly region: Region;
  /** Findings that the config's own filters leave out. */
  readonly leftOut: number;
}

/** A region whose findings or deliveries could not be read: nothing is known of them. */
export interface UnreconciledRegion extends ReadFailure {
  readonly region: Region;
}

/** The findings that GuardDuty has against those that the forwarders say they delivered. */
export interface Reconciliation {
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly until: string;
  readonly regions: readonly RegionReconciliation[];
  readonly unread: readonly UnreconciledRegion[];
}

/** Compares every forwarding region's findings with its forwarder's log. Regions are read at the same time. */
export async function reconcile(props: ReconcileProps): Promise<Reconciliation> {
  const { config, since, now = Date.now(), signal } = props;
  const places = config.regions.filter((region) => props.regions.includes(region)).flatMap(placesIn(props));
  const logs = new Map<string, Promise<Deliveries>>();
  const outcomes = await Promise.all(
    places.map(async (place): Promise<RegionReconciliation | UnreconciledRegion> => {
      try {
        return await reconcileRegion(place, props, now, logs);
      } catch (error) {
        signal.throwIfAborted();
        const failure =
          error instanceof ReconcileError ? { error: error.message, fix: error.fix } : undefined;
        return { region: place.region, ...(failure ?? readFailure(error)) };
      }
    }),
  );
  return {
    since: new Date(since).toISOString(),
    until: new Date(now).toISOString(),
    regions: outcomes.filter((one): one is RegionReconciliation => !("error" in one)),
    unread: outcomes.filter((one): one is UnreconciledRegion => "error" in one),
  };
}

/** A region that forwards findings. */
interface Place {
  readonly region: Region;
  readonly organization: OrganizationConfig;
  readonly forwarding: ForwardingConfig;
  readonly enter: SignIn;
}

function placesIn({ config, endpoint }: ReconcileProps): (region: Region) => Place[] {
  return (region) => {
    const organization = config.organizations[partitionOf(region)];
    const { forwarding } = organization ?? {};
    if (!organization || !forwarding) return [];
    const enter = signIn({ organization, purpose: "plan", ...(endpoint ? { endpoint } : {}) });
    return [{ region, organization, forwarding, enter }];
  };
}

async function reconcileRegion(
  place: Place,
  { config, since, signal, onRegion }: ReconcileProps,
  now: number,
  logs: Map<string, Promise<Deliveries>>,
): Promise<RegionReconciliation> {
  const { region, forwarding, enter } = place;
  const client = makeClient(GuardDutyClient, enter("administrator", region));
  try {
    const onPage = (count: number) => onRegion?.(region, `${count} findings read`);
    const all = await liveFindings({ client, calls: new Calls({ signal }), since, onPage });
    const picked = all.filter((finding) => isPicked(forwarding, finding));
    const deliveries = await deliveriesOf(place, config, { since, signal, logs });
    const compared = compareFindings(picked, deliveries, config.detection.findingPublishingFrequency, now);
    onRegion?.(region, `${compared.missing.length} findings missing`);
    return { region, ...compared, leftOut: all.length - picked.length };
  } finally {
    client.destroy();
  }
}

/** A hub has one log for all regions of its partition, which is read once. */
function deliveriesOf(
  { region, organization, forwarding, enter }: Place,
  config: OrgdutyConfig,
  {
    since,
    signal,
    logs,
  }: Pick<ReconcileProps, "since" | "signal"> & { readonly logs: Map<string, Promise<Deliveries>> },
): Promise<Deliveries> {
  const home = forwarding.topology === "hub" ? organization.homeRegion : region;
  const known = logs.get(home);
  if (known) return known;
  const client = makeClient(CloudWatchLogsClient, enter("administrator", home));
  const { logGroup } = deliveryNames(config, forwarding.topology);
  const read = readDeliveries({ client, calls: new Calls({ signal }), logGroup, since }).finally(() =>
    client.destroy(),
  );
  logs.set(home, read);
  return read;
}
