import {
  ListEventSourceMappingsCommand,
  type EventSourceMappingConfiguration,
  type ListEventSourceMappingsCommandInput,
} from "@aws-sdk/client-lambda";
import { UNREAD } from "../../aws-clients/attempts";
import { unlessMissing } from "../../aws-clients/calls";
import type { Attributes } from "../../intent/expected-stack";
import { FUNCTION_KINDS } from "../kinds/function-kinds";
import { text } from "../kinds/kind";
import { pages } from "../../aws-clients/pages";
import { expectedOf, type Reading } from "./live";

const TYPE = "aws_lambda_event_source_mapping";
const keyOf = FUNCTION_KINDS[TYPE]!.key;

/**
 * Reads the mappings that pass messages of any expected queue to functions, and the other sources of every expected
 * function.
 */
export async function readMappings(reading: Reading): Promise<void> {
  const { attempts, live } = reading;
  const wanted = expectedOf(reading, TYPE);
  const names = wanted.map((one) => text(one, "function_name"));
  const sources = expectedOf(reading, "aws_sqs_queue").map((queue) => arnOf(reading, text(queue, "name")));
  const read = (of: string, input: ListEventSourceMappingsCommandInput) =>
    attempts.read(`event source mappings of ${of}`, list(reading, input));
  const ofSources = new Map(
    await Promise.all(
      sources.map(async (source) => [source, await read(source, { EventSourceArn: source })] as const),
    ),
  );
  const ofNames = await Promise.all(names.map((name) => read(name, { FunctionName: name })));
  const known = new Set<string | undefined>();
  for (const one of wanted) {
    const all = ofSources.get(text(one, "event_source_arn")) ?? UNREAD;
    const own = all === UNREAD ? UNREAD : all.find((mapping) => nameIn(mapping) === one.function_name);
    live.put(TYPE, keyOf(one), own && own !== UNREAD ? mappingOf(own) : own);
    if (own && own !== UNREAD) known.add(own.UUID);
  }
  const found = [...ofSources.values(), ...ofNames].flatMap((all) => (all === UNREAD ? [] : all));
  noteOthers(
    reading,
    names,
    found.filter(({ UUID }) => !known.has(UUID)),
  );
}

function arnOf({ region, expected }: Reading, name: string): string {
  const queue = expected.find(
    ({ type, attributes }) => type === "aws_sqs_queue" && attributes.name === name,
  )!;
  const partition = region.startsWith("cn-") ? "aws-cn" : "aws";
  return `arn:${partition}:sqs:${region}:${queue.provider.accountId}:${name}`;
}

function nameIn({ FunctionArn = "" }: EventSourceMappingConfiguration): string {
  return FunctionArn.split(":")[6] ?? "";
}

/** A disabled mapping takes no messages. */
function noteOthers(
  { live }: Reading,
  names: readonly string[],
  others: readonly EventSourceMappingConfiguration[],
): void {
  const distinct = new Map(others.map((one) => [one.UUID, one]));
  for (const mapping of distinct.values()) {
    const { UUID = "", State, FunctionArn = "", EventSourceArn = "" } = mapping;
    if (State === "Disabled" || State === "Deleting") continue;
    const name = nameIn(mapping);
    if (names.includes(name)) {
      const found = `hands it messages of ${EventSourceArn}`;
      live.unexpected.push({ reason: "NOT_EXPECTED", resource: `${name} mapping ${UUID}`, found });
    } else {
      const resource = EventSourceArn.split(":").at(-1)!;
      live.unexpected.push({ reason: "QUEUE_SHARED", resource, found: FunctionArn });
    }
  }
}

function mappingOf(mapping: EventSourceMappingConfiguration): Attributes {
  const { FilterCriteria, ScalingConfig, FunctionArn = "", State = "" } = mapping;
  return {
    event_source_arn: mapping.EventSourceArn,
    function_name: FunctionArn.split(":").slice(6).join(":"),
    // Other states are kept as they are, so that the comparison does not treat a mapping that is being enabled as off.
    enabled: ENABLED[State] ?? State,
    batch_size: mapping.BatchSize,
    maximum_batching_window_in_seconds: mapping.MaximumBatchingWindowInSeconds,
    function_response_types: mapping.FunctionResponseTypes,
    scaling_config: { maximum_concurrency: ScalingConfig?.MaximumConcurrency },
    filter_criteria: { filter: FilterCriteria?.Filters?.map(({ Pattern }) => Pattern ?? "") },
    kms_key_arn: mapping.KMSKeyArn,
    provisioned_poller_config: mapping.ProvisionedPollerConfig?.MaximumPollers,
  };
}

const ENABLED: Readonly<Record<string, boolean>> = {
  Enabled: true,
  Enabling: true,
  Disabled: false,
  Disabling: false,
};

function list(
  { clients, calls }: Reading,
  input: ListEventSourceMappingsCommandInput,
): Promise<EventSourceMappingConfiguration[]> {
  return pages(async (Marker) => {
    const command = new ListEventSourceMappingsCommand({ ...input, ...(Marker ? { Marker } : {}) });
    const answer = calls.make((options) => clients.lambda.send(command, options));
    const page = await unlessMissing(answer, ["ResourceNotFoundException"]);
    return [page?.EventSourceMappings ?? [], page?.NextMarker];
  });
}
