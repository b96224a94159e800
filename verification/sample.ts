import { setTimeout as sleep } from "node:timers/promises";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateSampleFindingsCommand, GuardDutyClient, ListFindingsCommand } from "@aws-sdk/client-guardduty";
import type { OrganizationConfig, OrgdutyConfig } from "../config/config";
import { resourceNames } from "../config/names";
import type { Region } from "../config/regions";
import { Calls, unlessMissing } from "./calls";
import { findDetectorId } from "./read-coverage";
import { sampleTypeFor } from "./sample-type";
import type { ClientSettings } from "./sign-in";

export interface SampleProps {
  readonly config: OrgdutyConfig;
  readonly organization: OrganizationConfig;
  readonly region: Region;
  /** The account that the finding is made in: AWS makes samples in the caller's own account only. */
  readonly account: string;
  /** Settings for that account, in the region. */
  readonly maker: ClientSettings;
  /** Settings for the administrator in the region whose function delivers. */
  readonly deliverer: ClientSettings;
  readonly waitMs: number;
  readonly signal?: AbortSignal;
}

/** Whether a sample finding was seen to be delivered, and what that proves. */
export interface SampleOutcome {
  readonly region: Region;
  readonly account: string;
  readonly type: string;
  readonly findingId?: string;
  readonly delivered: boolean;
  /** The way that was proven, or was to be. */
  readonly path: string;
  /** Why not delivered. */
  readonly reason?: string;
}

const POLL_MS = 2_000;

/**
 * Makes a sample finding and waits until the forwarder's log names it as delivered, which it writes only after the relay
 * took it. https://docs.aws.amazon.com/guardduty/latest/ug/sample_findings.html
 */
export async function proveDelivery(props: SampleProps): Promise<SampleOutcome> {
  const { config, organization, region, account, maker, signal } = props;
  const type = sampleTypeFor(organization.forwarding);
  const base = { region, account, type: type ?? "none", path: pathOf(props) };
  if (type === undefined)
    return { ...base, delivered: false, reason: "forwarding.findingTypes lets no sample finding pass" };
  const calls = new Calls(signal ? { signal } : {});
  const started = Date.now();
  const client = new GuardDutyClient(maker);
  const logs = new CloudWatchLogsClient(props.deliverer);
  try {
    const DetectorId = await findDetectorId(client, calls);
    if (DetectorId === undefined) return { ...base, delivered: false, reason: "no detector" };
    const create = new CreateSampleFindingsCommand({ DetectorId, FindingTypes: [type] });
    await calls.make((options) => client.send(create, options));
    const findingId = await newestFinding(client, calls, DetectorId, type);
    if (findingId === undefined) return { ...base, delivered: false, reason: "GuardDuty made no finding" };
    const logGroupName = resourceNames(config).logGroup;
    const delivered = await seenInLog(
      () => isDelivered(logs, calls, logGroupName, findingId, started),
      props,
    );
    const reason = `not delivered within ${Math.round(props.waitMs / 1000)} s, as far as ${logGroupName} tells`;
    return { ...base, findingId, delivered, ...(delivered ? {} : { reason }) };
  } finally {
    client.destroy();
    logs.destroy();
  }
}

function pathOf({ organization, account, region }: SampleProps): string {
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

/** A sample of a type that is there already is found again, under the id that it had. */
async function newestFinding(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
  type: string,
): Promise<string | undefined> {
  const command = new ListFindingsCommand({
    DetectorId,
    FindingCriteria: {
      Criterion: { type: { Equals: [type] }, "service.additionalInfo.sample": { Equals: ["true"] } },
    },
    SortCriteria: { AttributeName: "updatedAt", OrderBy: "DESC" },
    MaxResults: 1,
  });
  const { FindingIds = [] } = await calls.make((options) => client.send(command, options));
  return FindingIds[0];
}

async function seenInLog(look: () => Promise<boolean>, { waitMs, signal }: SampleProps): Promise<boolean> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    if (await look()) return true;
    if (Date.now() >= deadline) return false;
    await sleep(POLL_MS, undefined, signal ? { signal } : {});
  }
}

async function isDelivered(
  client: CloudWatchLogsClient,
  calls: Calls,
  logGroupName: string,
  findingId: string,
  startTime: number,
): Promise<boolean> {
  const filterPattern = `"${findingId}"`;
  const command = new FilterLogEventsCommand({ logGroupName, startTime, filterPattern });
  const answer = calls.make((options) => client.send(command, options));
  const { events = [] } = (await unlessMissing(answer, ["ResourceNotFoundException"])) ?? {};
  return events.some(({ message = "" }) => message.includes('"delivered"') && message.includes(findingId));
}
