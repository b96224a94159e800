import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import type { Partition } from "../../aws/partitions";
import type { Caller } from "./callers";

/** One request as every service sees it, after the front door read its signature. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Service in the credential scope, e.g. `sqs`. */
  readonly service: string;
  readonly region: string;
  readonly partition: Partition;
  readonly caller: Caller;
  /** Reads the body once; later calls return the same bytes. */
  body(): Promise<Buffer>;
}

/** The answer to a request. */
export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer | string;
}

/** One of our own services, or one that only looks at the request. Undefined means that moto answers. */
export type Interceptor = (exchange: Exchange) => Promise<Answer | undefined>;

/** An answer in one of AWS's JSON protocols. */
export function jsonAnswer(status: number, body: unknown, headers: OutgoingHttpHeaders = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/x-amz-json-1.1", ...headers },
    body: JSON.stringify(body),
  };
}

/** An error in the form of REST-JSON services: the SDKs read its type from the header or the body. */
export function errorAnswer(status: number, type: string, message: string): Answer {
  return jsonAnswer(status, { __type: type, message, Message: message }, { "x-amzn-errortype": type });
}

/** The JSON body of a request; an empty one is an empty object. */
export async function jsonBody(exchange: Exchange): Promise<Record<string, unknown>> {
  const text = (await exchange.body()).toString("utf8");
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
}

/** The operation of a request in the JSON protocols, e.g. `PutEvents` for `AWSEvents.PutEvents`. */
export function targetOperation(exchange: Exchange): string | undefined {
  const target = exchange.headers["x-amz-target"];
  return typeof target === "string" ? target.split(".").at(-1) : undefined;
}
