import { FilterLogEventsCommand, type CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { unlessMissing, type Calls } from "../../aws-clients/calls";
import { Deliveries } from "./deliveries";
import { ReconcileError } from "./reconcile-error";

/** A page holds up to a megabyte. More pages would take longer than a person waits. */
const MOST_PAGES = 2_000;

/** Clocks of Lambda and GuardDuty may differ by this much. */
const CLOCKS_MS = 5 * 60_000;

/** The log of one forwarder, and since when it is read. */
export interface DeliveryLog {
  readonly client: CloudWatchLogsClient;
  readonly calls: Calls;
  readonly logGroup: string;
  /** In milliseconds since 1970. */
  readonly since: number;
}

/**
 * What a forwarder says it delivered. It writes one line a batch, and only after the relay accepted the batch's
 * records.
 * @throws ReconcileError if the log does not exist, or is too long to read
 */
export async function readDeliveries({ client, calls, logGroup, since }: DeliveryLog): Promise<Deliveries> {
  const deliveries = new Deliveries();
  let nextToken: string | undefined;
  let read = 0;
  do {
    const command = new FilterLogEventsCommand({
      logGroupName: logGroup,
      startTime: since - CLOCKS_MS,
      filterPattern: '{ $.message = "delivered" }',
      ...(nextToken === undefined ? {} : { nextToken }),
    });
    const answer = calls.make((options) => client.send(command, options));
    const page = await unlessMissing(answer, ["ResourceNotFoundException"]);
    if (!page) throw new ReconcileError(`there is no log group ${logGroup}`, "./orgduty plan, then apply");
    for (const { message = "", timestamp = 0 } of page.events ?? []) deliveries.read(message, timestamp);
    nextToken = page.nextToken;
    read += 1;
    if (nextToken !== undefined && read === MOST_PAGES)
      throw new ReconcileError(
        `${logGroup} has more than ${MOST_PAGES} pages of deliveries in this time`,
        "name a shorter time, e.g. --reconcile 1h",
      );
  } while (nextToken !== undefined);
  return deliveries;
}
