import { randomUUID } from "node:crypto";
import { parseArn } from "../../aws/arn";

/** An event source mapping, in the words of Lambda's API. */
export interface Mapping {
  readonly UUID: string;
  readonly EventSourceMappingArn: string;
  readonly EventSourceArn: string;
  readonly FunctionArn: string;
  readonly BatchSize: number;
  readonly MaximumBatchingWindowInSeconds: number;
  readonly FunctionResponseTypes: readonly string[];
  readonly ScalingConfig?: { readonly MaximumConcurrency?: number };
  readonly FilterCriteria?: unknown;
  readonly State: "Enabled" | "Disabled";
  readonly StateTransitionReason: "USER_INITIATED";
  /** Seconds since 1970. */
  readonly LastModified: number;
}

/** The settings in CreateEventSourceMapping and UpdateEventSourceMapping. */
export interface MappingRequest {
  readonly EventSourceArn?: string;
  readonly FunctionName?: string;
  readonly Enabled?: boolean;
  readonly BatchSize?: number;
  readonly MaximumBatchingWindowInSeconds?: number;
  readonly FunctionResponseTypes?: readonly string[];
  readonly ScalingConfig?: { readonly MaximumConcurrency?: number };
  readonly FilterCriteria?: unknown;
  readonly Tags?: Readonly<Record<string, string>>;
}

/** A new mapping with Lambda's defaults for a queue: batches of 10, no batching window. */
export function newMapping(functionArn: string, request: MappingRequest): Mapping {
  const { partition, region, accountId } = parseArn(functionArn);
  const UUID = randomUUID();
  const mapping: Mapping = {
    UUID,
    EventSourceMappingArn: `arn:${partition}:lambda:${region}:${accountId}:event-source-mapping:${UUID}`,
    EventSourceArn: request.EventSourceArn ?? "",
    FunctionArn: functionArn,
    BatchSize: 10,
    MaximumBatchingWindowInSeconds: 0,
    FunctionResponseTypes: [],
    State: "Enabled",
    StateTransitionReason: "USER_INITIATED",
    LastModified: 0,
  };
  return updated(mapping, functionArn, request);
}

/** A mapping after an update. Settings that the request leaves out stay unchanged. */
export function updated(mapping: Mapping, functionArn: string, request: MappingRequest): Mapping {
  const { EventSourceArn: _source, FunctionName: _name, Tags: _tags, Enabled, ...settings } = request;
  const given = Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined && value !== null),
  );
  const State = Enabled === undefined ? mapping.State : Enabled ? "Enabled" : "Disabled";
  return { ...mapping, ...given, FunctionArn: functionArn, State, LastModified: Date.now() / 1000 };
}
