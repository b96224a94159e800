import { TEXT, badRequest } from "./protocol/errors";
import { placeKey, type Detector, type Tags } from "./state";
import type { Call, World } from "./world";

/** The tags of a detector, filter, list or destination, by its ARN. A member may tag its own resources. */
export function listTagsForResource(world: World, call: Call): unknown {
  return { tags: tagsOf(world, call) };
}

/** Adds tags, and replaces existing ones with the same key. */
export function tagResource(world: World, call: Call): unknown {
  Object.assign(tagsOf(world, call), call.body.tags);
  return {};
}

/** Removes tags by key. A missing key is not an error. */
export function untagResource(world: World, call: Call): unknown {
  const tags = tagsOf(world, call);
  for (const key of call.query.getAll("tagKeys")) delete tags[key];
  return {};
}

function tagsOf(world: World, call: Call): Tags {
  const [, detectorId, kind, id] =
    /^arn:[^:]+:guardduty:[^:]+:\d{12}:detector\/([^/]+)(?:\/([^/]+)\/([^/]+))?$/.exec(
      call.parameters.resourceArn ?? "",
    ) ?? [];
  const detector = world.state.detectors.get(placeKey(call.partition, call.region, call.accountId));
  if (!detector || detector.id !== detectorId) throw badRequest(TEXT.detectorNotOwned);
  const tagged = kind ? partOf(detector, kind, id ?? "") : detector;
  if (!tagged) throw badRequest(TEXT.noSuchResource);
  return tagged.tags;
}

function partOf(detector: Detector, kind: string, id: string): { tags: Tags } | undefined {
  if (kind === "filter") return detector.filters.find(({ name }) => name === id);
  if (kind === "ipset") return detector.ipSets.get(id);
  if (kind === "threatintelset") return detector.threatIntelSets.get(id);
  if (kind === "trustedentityset") return detector.trustedEntitySets.get(id);
  if (kind === "threatentityset") return detector.threatEntitySets.get(id);
  return kind === "publishingdestination" ? detector.destinations.get(id) : undefined;
}
