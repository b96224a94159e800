import type { PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import {
  jsonAnswer,
  jsonBody,
  targetOperation,
  type Answer,
  type Exchange,
  type Interceptor,
} from "../front-door/exchange";
import { envelopeOf } from "./envelope";
import type { EventBuses } from "./event-buses";
import { busAddress, type BusAddress } from "./rules";
import type { Schedules } from "./schedules";

/** EventBridge. moto keeps rules and targets, while PutEvents is ours, so that moto never delivers anything. */
export function eventsService(buses: EventBuses, schedules: Schedules): Interceptor {
  return async (exchange) => {
    const operation = targetOperation(exchange);
    if (operation === "PutRule") schedules.notice(busOf(undefined, exchange));
    if (operation !== "PutEvents") return undefined;
    const { Entries = [] } = (await jsonBody(exchange)) as { Entries?: PutEventsRequestEntry[] };
    return putEvents(buses, exchange, Entries);
  };
}

function putEvents(buses: EventBuses, exchange: Exchange, entries: readonly PutEventsRequestEntry[]): Answer {
  const results = entries.map((entry) => {
    const problem = problemOf(entry);
    if (problem) return problem;
    const { accountId } = exchange.caller;
    const event = envelopeOf({
      account: accountId,
      region: exchange.region,
      source: entry.Source ?? "",
      detailType: entry.DetailType ?? "",
      detail: JSON.parse(entry.Detail ?? "{}"),
      resources: entry.Resources,
      time: entry.Time === undefined ? undefined : new Date(Number(entry.Time) * 1000),
    });
    buses.publish(busOf(entry.EventBusName, exchange), event);
    return { EventId: event.id };
  });
  const FailedEntryCount = results.filter((result) => "ErrorCode" in result).length;
  return jsonAnswer(200, { FailedEntryCount, Entries: results });
}

/** Source: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html */
function problemOf({ Source = "", DetailType = "", Detail }: PutEventsRequestEntry) {
  if (Source === "" || DetailType === "" || Detail === undefined) {
    const missing = Source === "" ? "Source" : DetailType === "" ? "DetailType" : "Detail";
    return {
      ErrorCode: "InvalidArgument",
      ErrorMessage: `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`,
    };
  }
  if (Source.startsWith("aws.")) {
    return { ErrorCode: "NotAuthorizedForSourceException", ErrorMessage: "Not authorized for the source." };
  }
  return isJson(Detail) ? undefined : { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
}

function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}

function busOf(nameOrArn = "default", { caller, region }: Exchange): BusAddress {
  if (!nameOrArn.startsWith("arn:")) return { accountId: caller.accountId, region, name: nameOrArn };
  return busAddress(nameOrArn);
}
