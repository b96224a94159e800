import { setTimeout as sleep } from "node:timers/promises";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { makeClient } from "../../aws-clients/make-client";
import type { OrganizationConfig, OrgdutyConfig } from "../../config/config";
import { deliveryNames } from "../../config/names";
import type { Region } from "../../config/regions";
import { Calls, unlessMissing } from "../../aws-clients/calls";
import { archiveSamples, createSample, newSample } from "./make-sample";
import { findDetectorId } from "../../aws-clients/find-detector";
import { sampleTypeFor } from "./sample-type";
import type { ClientSettings } from "../../aws-clients/sign-in";

/**
 * One sample: the account that creates it, the account that archives an older one, and the account whose log shows its
 * delivery.
 */
export interface SampleProps {
  readonly config: OrgdutyConfig;
  readonly organization: OrganizationConfig;
  readonly region: Region;
  /** The account that the finding is created in: AWS creates samples only in the caller's own account. */
  readonly account: string;
  /** Settings for that account, in the region. */
  readonly maker: ClientSettings;
  /** Settings for the administrator in the region: only the administrator may archive an older sample. */
  readonly administrator: ClientSettings;
  /** Settings for the administrator in the region whose function delivers. */
  readonly deliverer: ClientSettings;
  readonly waitMs: number;
  /** Ends the wait with an AbortError. @default the wait is not interrupted */
  readonly signal?: AbortSignal;
}

/** Whether a sample finding was seen to be delivered, and which findings path that proves. */
export interface SampleOutcome {
  readonly region: Region;
  readonly account: string;
  readonly type: string;
  readonly findingId?: string;
  readonly delivered: boolean;
  /** The findings path that was tested. */
  readonly path: string;
  /** Why the sample was not delivered. */
  readonly reason?: string;
}

const POLL_MS = 2_000;

/**
 * Creates a sample finding and waits until the forwarder's log names it as delivered. The forwarder writes that only
 * after the relay accepted it. https://docs.aws.amazon.com/guardduty/latest/ug/sample_findings.html
 */
export async function proveDelivery(props: SampleProps): Promise<SampleOutcome> {
  const { config, organization, region, account, signal } = props;
  const type = sampleTypeFor(organization.forwarding);
  const base = { region, account, type: type ?? "none", path: pathOf(props) };
  const failed = (reason: string) => ({ ...base, delivered: false, reason });
  if (type === undefined)
    return failed("no sample finding is known to pass forwarding.findingTypes and minimumSeverity");
  const calls = new Calls(signal ? { signal } : {});
  const until = patience(props);
  const started = Date.now();
  const logs = makeClient(CloudWatchLogsClient, props.deliverer);
  try {
    const made = await makeSample(props, calls, type, until);
    if ("reason" in made) return failed(made.reason);
    const { findingId } = made;
    const { logGroup } = deliveryNames(config, organization.forwarding?.topology);
    const delivered = await until(() => isDelivered(logs, calls, logGroup, findingId, started));
    if (delivered) return { ...base, findingId, delivered };
    const reason = `not delivered within ${Math.round(props.waitMs / 1000)} s, as far as ${logGroup} tells`;
    return { ...failed(reason), findingId };
  } finally {
    logs.destroy();
  }
}

async function makeSample(
  props: SampleProps,
  calls: Calls,
  type: string,
  until: Until,
): Promise<{ readonly findingId: string } | { readonly reason: string }> {
  const maker = makeClient(GuardDutyClient, props.maker);
  const administrator = makeClient(GuardDutyClient, props.administrator);
  try {
    // One after the other: a call that still runs when the other one fails would outlive its client.
    const detectorId = await findDetectorId(maker, calls);
    const own = await findDetectorId(administrator, calls);
    if (detectorId === undefined || own === undefined) return { reason: "no detector" };
    const place = { client: maker, calls, detectorId, type };
    const older = await archiveSamples(place, administrator, own);
    await createSample(place);
    const findingId = await until(() => newSample(place, older));
    return findingId === undefined ? { reason: "GuardDuty made no finding" } : { findingId };
  } finally {
    maker.destroy();
    administrator.destroy();
  }
}

/** The findings path that a sample takes. */
export function pathOf({
  organization,
  account,
  region,
}: Pick<SampleProps, "organization" | "account" | "region">): string {
  const { administratorAccountId, homeRegion, forwarding } = organization;
  const member = account === administratorAccountId ? [] : [`member ${account}`];
  const hub = forwarding?.topology === "hub" && region !== homeRegion ? [`hub in ${homeRegion}`] : [];
  return [
    ...member,
    `administrator ${administratorAccountId}`,
    `bus in ${region}`,
    ...hub,
    "queue",
    "function",
    "log relay",
  ].join(" -> ");
}

/** Looks repeatedly until something is found, or the time is over. */
type Until = <Seen>(look: () => Promise<Seen | undefined>) => Promise<Seen | undefined>;

function patience({ waitMs, signal }: SampleProps): Until {
  const deadline = Date.now() + waitMs;
  return async (look) => {
    for (;;) {
      const seen = await look();
      if (seen !== undefined || Date.now() >= deadline) return seen;
      await sleep(POLL_MS, undefined, signal ? { signal } : {});
    }
  };
}

/** True once the log says so. A page of results may be empty although a next page exists. */
async function isDelivered(
  client: CloudWatchLogsClient,
  calls: Calls,
  logGroupName: string,
  findingId: string,
  startTime: number,
): Promise<true | undefined> {
  let nextToken: string | undefined;
  do {
    const token = nextToken === undefined ? {} : { nextToken };
    const filter = { logGroupName, startTime, filterPattern: `"${findingId}"`, ...token };
    const answer = calls.make((options) => client.send(new FilterLogEventsCommand(filter), options));
    const page = await unlessMissing(answer, ["ResourceNotFoundException"]);
    const isSeen = page?.events?.some(
      ({ message = "" }) => message.includes('"delivered"') && message.includes(findingId),
    );
    if (isSeen) return true;
    nextToken = page?.nextToken;
  } while (nextToken !== undefined);
  return undefined;
}
