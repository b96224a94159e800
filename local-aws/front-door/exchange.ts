import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import type { Partition } from "../../aws/partitions";
import type { Caller } from "./callers";

/** One request as every service sees it, after the front door read its signature. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Service of the credential scope, e.g. `sqs`. */
  readonly service: string;
  readonly region: string;
  readonly partition: Partition;
  readonly caller: Caller;
  /** Reads the body once; later calls give the same bytes. */
  body(): Promise<Buffer>;
}

/** What goes back to the caller. */
export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer | string;
}

/** A service of our own, or one that looks at what passes through. Undefined: moto answers. */
export type Interceptor = (exchange: Exchange) => Promise<Answer | undefined>;

/** An answer in one of AWS's JSON protocols. */
export function jsonAnswer(status: number, body: unknown, headers: OutgoingHttpHeaders = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/x-amz-json-1.1", ...headers },
    body: JSON.stringify(body),
  };
}

/** An error as REST-JSON services phrase it: the SDKs read the type from the header or the body. */
export function errorAnswer(status: number, type: string, message: string): Answer {
  return jsonAnswer(status, { __type: type, message, Message: message }, { "x-amzn-errortype": type });
}

/** The JSON body of a request; an empty one is an empty object. */
export async function jsonBody(exchange: Exchange): Promise<Record<string, unknown>> {
  const text = (await exchange.body()).toString("utf8");
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
}

/** The operation of a request in the JSON protocols, e.g. `PutEvents` of `AWSEvents.PutEvents`. */
export function targetOperation(exchange: Exchange): string | undefined {
  const target = exchange.headers["x-amz-target"];
  return typeof target === "string" ? target.split(".").at(-1) : undefined;
}
