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
import { expectedOf, pages, type Reading } from "./live";

const TYPE = "aws_lambda_event_source_mapping";
const keyOf = FUNCTION_KINDS[TYPE]!.key;

/** Reads what hands messages of an expected queue to functions, and what else an expected function takes messages from. */
export async function readMappings(reading: Reading): Promise<void> {
  const { attempts, live } = reading;
  for (const wanted of expectedOf(reading, TYPE)) {
    const [source, name] = [text(wanted, "event_source_arn"), text(wanted, "function_name")];
    const [ofQueue, ofFunction] = await Promise.all([
      attempts.read(`event source mappings of ${source}`, list(reading, { EventSourceArn: source })),
      attempts.read(`event source mappings of ${name}`, list(reading, { FunctionName: name })),
    ]);
    const isOwn = ({ FunctionArn }: EventSourceMappingConfiguration) => FunctionArn?.split(":")[6] === name;
    const own = ofQueue === UNREAD ? UNREAD : ofQueue.find(isOwn);
    live.put(TYPE, keyOf(wanted), own && own !== UNREAD ? mappingOf(own) : own);
    const known = own && own !== UNREAD ? own.UUID : undefined;
    noteOthers(
      reading,
      name,
      known,
      [ofQueue, ofFunction].flatMap((all) => (all === UNREAD ? [] : all)),
    );
  }
}

/** One that is disabled takes nothing. */
function noteOthers(
  { live }: Reading,
  name: string,
  known: string | undefined,
  all: readonly EventSourceMappingConfiguration[],
): void {
  const others = new Map(all.filter(({ UUID }) => UUID !== known).map((one) => [one.UUID, one]));
  for (const { UUID = "", State, FunctionArn = "", EventSourceArn = "" } of others.values()) {
    if (State === "Disabled" || State === "Deleting") continue;
    if (FunctionArn.split(":")[6] === name) {
      const found = `hands it messages of ${EventSourceArn}`;
      live.unexpected.push({ reason: "NOT_EXPECTED", resource: `${name} mapping ${UUID}`, found });
    } else live.unexpected.push({ reason: "QUEUE_SHARED", resource: name, found: FunctionArn });
  }
}

function mappingOf(mapping: EventSourceMappingConfiguration): Attributes {
  const { FilterCriteria, ScalingConfig, FunctionArn = "", State = "" } = mapping;
  return {
    event_source_arn: mapping.EventSourceArn,
    function_name: FunctionArn.split(":").slice(6).join(":"),
    // A state of its own: the comparison knows that one on its way is not off.
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
