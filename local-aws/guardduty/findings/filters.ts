import { TEXT, badRequest, memberMayNot } from "../protocol/errors";
import { oneOf } from "../detectors/features";
import { page, pageOf } from "../protocol/pages";
import type { Detector, Filter, Tags } from "../state";
import { ownDetector, type Call, type World } from "../world";

const MOST_FILTERS = 100;

/**
 * Creates a filter. Ranks are 1 to n without gaps: a new filter may take any rank up to n + 1, and moves those behind
 * it.
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/49127
 */
export function createFilter(world: World, call: Call): unknown {
  const { filters } = changeableDetector(world, call);
  const { name, findingCriteria } = call.body;
  if (typeof name !== "string" || !/^[a-zA-Z0-9_.-]{3,64}$/.test(name)) throw badRequest(TEXT.invalidValue);
  if (filters.some((filter) => filter.name === name)) throw badRequest(TEXT.filterExists);
  if (filters.length >= MOST_FILTERS) throw badRequest(TEXT.limitReached);
  const filter: Filter = {
    ...{ name, description: "", action: "NOOP", tags: { ...(call.body.tags as Tags | undefined) } },
    findingCriteria: readCriteria(findingCriteria),
  };
  const rank = readRank(call, filters.length + 1) ?? filters.length + 1;
  change(filter, call);
  filters.splice(rank - 1, 0, filter);
  return { name };
}

/** A filter with its rank, which is its place in the list. */
export function getFilter(world: World, call: Call): unknown {
  const { filters } = ownDetector(world, call);
  const index = find(filters, call);
  return { rank: index + 1, ...filters[index] };
}

/** Changes a filter. A new rank moves it there, and the other ranks close the gap. */
export function updateFilter(world: World, call: Call): unknown {
  const { filters } = changeableDetector(world, call);
  const index = find(filters, call);
  const rank = readRank(call, filters.length);
  const [filter] = filters.slice(index, index + 1);
  if (!filter) throw badRequest(TEXT.noSuchResource);
  change(filter, call);
  if (rank !== undefined) {
    delete filter.rank;
    filters.splice(index, 1);
    filters.splice(rank - 1, 0, filter);
  }
  return { name: filter.name };
}

/** Removes a filter. Those behind it move up a rank. */
export function deleteFilter(world: World, call: Call): unknown {
  const { filters } = changeableDetector(world, call);
  filters.splice(find(filters, call), 1);
  return {};
}

/** The names of the filters, in order of rank. */
export function listFilters(world: World, call: Call): unknown {
  const names = ownDetector(world, call).filters.map((filter) => filter.name);
  return page("filterNames", names, pageOf(call.query));
}

/** Refuses a member: the filters of its administrator apply to its findings. */
function changeableDetector(world: World, call: Call): Detector {
  const detector = ownDetector(world, call);
  if (detector.administratorId) throw memberMayNot("filters");
  return detector;
}

function find(filters: readonly Filter[], call: Call): number {
  const index = filters.findIndex((filter) => filter.name === call.parameters.name);
  if (index < 0) throw badRequest(TEXT.noSuchResource, "NoSuchEntityException");
  return index;
}

function change(filter: Filter, call: Call): void {
  const { description, action, findingCriteria } = call.body;
  if (typeof description === "string") filter.description = description;
  if (action !== undefined) filter.action = oneOf(action, ["NOOP", "ARCHIVE"] as const);
  if (findingCriteria !== undefined) filter.findingCriteria = readCriteria(findingCriteria);
}

function readRank(call: Call, largest: number): number | undefined {
  if (call.body.rank === undefined) return undefined;
  const rank = Number(call.body.rank);
  if (!(rank >= 1 && rank <= largest)) throw badRequest(TEXT.rankOutOfBounds);
  return rank;
}

function readCriteria(value: unknown): Filter["findingCriteria"] {
  const criterion = (value as Filter["findingCriteria"] | undefined)?.criterion;
  if (!criterion || Object.keys(criterion).length === 0) throw badRequest(TEXT.invalidValue);
  return { criterion };
}
