import {
  ListEventSourceMappingsCommand,
  type EventSourceMappingConfiguration,
  type ListEventSourceMappingsCommandInput,
} from "@aws-sdk/client-lambda";
import { UNREAD, type Read } from "../../aws-clients/attempts";
import { unlessMissing } from "../../aws-clients/calls";
import type { Attributes } from "../../intent/expected-stack";
import { FUNCTION_KINDS } from "../kinds/function-kinds";
import { text } from "../kinds/kind";
import { pages } from "../../aws-clients/pages";
import { expectedOf, type Reading } from "./live";

const TYPE = "aws_lambda_event_source_mapping";
const keyOf = FUNCTION_KINDS[TYPE]!.key;

/** Mappings in a page: https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html */
const PAGE = 100;

/**
 * Reads the mappings that pass messages of any expected queue to functions, and the other sources of every expected
 * function: one call if the account has a page of mappings in the region, otherwise one for each queue and function.
 */
export async function readMappings(reading: Reading): Promise<void> {
  const wanted = expectedOf(reading, TYPE);
  const names = wanted.map((one) => text(one, "function_name"));
  const sources = expectedOf(reading, "aws_sqs_queue").map((queue) => arnOf(reading, text(queue, "name")));
  if (names.length + sources.length === 0) return;
  const found = await reading.attempts.read("event source mappings", readOf(reading, sources, names));
  noteExpected(reading, wanted, found);
  const known = new Set(wanted.map((one) => (found === UNREAD ? undefined : ownOf(one, found)?.UUID)));
  const others = found === UNREAD ? [] : found.filter(({ UUID }) => !known.has(UUID));
  noteOthers(reading, names, others);
}

/** Mappings with one of these sources or functions. */
async function readOf(
  reading: Reading,
  sources: readonly string[],
  names: readonly string[],
): Promise<EventSourceMappingConfiguration[]> {
  const [first, next] = await listPage(reading, { MaxItems: PAGE });
  if (next === undefined) {
    const isOfThese = (one: EventSourceMappingConfiguration) =>
      sources.includes(one.EventSourceArn ?? "") || names.includes(nameIn(one));
    return first.filter(isOfThese);
  }
  const inputs = [
    ...sources.map((EventSourceArn) => ({ EventSourceArn })),
    ...names.map((FunctionName) => ({ FunctionName })),
  ];
  const found = await Promise.all(
    inputs.map((input) => pages((Marker) => listPage(reading, { ...input, ...(Marker ? { Marker } : {}) }))),
  );
  return found.flat();
}

function noteExpected(
  { live }: Reading,
  wanted: readonly Attributes[],
  found: Read<EventSourceMappingConfiguration[]>,
): void {
  for (const one of wanted) {
    const own = found === UNREAD ? UNREAD : ownOf(one, found);
    live.put(TYPE, keyOf(one), own && own !== UNREAD ? mappingOf(own) : own);
  }
}

function ownOf(
  wanted: Attributes,
  found: readonly EventSourceMappingConfiguration[],
): EventSourceMappingConfiguration | undefined {
  return found.find(
    (one) => one.EventSourceArn === wanted.event_source_arn && nameIn(one) === wanted.function_name,
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

async function listPage(
  { clients, calls }: Reading,
  input: ListEventSourceMappingsCommandInput,
): Promise<readonly [EventSourceMappingConfiguration[], string | undefined]> {
  const command = new ListEventSourceMappingsCommand(input);
  const answer = calls.make((options) => clients.lambda.send(command, options));
  const page = await unlessMissing(answer, ["ResourceNotFoundException"]);
  // An empty marker is none.
  return [page?.EventSourceMappings ?? [], page?.NextMarker || undefined];
}
