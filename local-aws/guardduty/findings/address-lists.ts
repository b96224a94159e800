import { newId } from "../detectors/detectors";
import { TEXT, badRequest, memberMayNot } from "../protocol/errors";
import { oneOf } from "../detectors/features";
import { page, pageOf } from "../protocol/pages";
import type { AddressList, Detector, Tags } from "../state";
import { ownDetector, type Call, type Operation, type World } from "../world";

const FORMATS = ["TXT", "STIX", "OTX_CSV", "ALIEN_VAULT", "PROOF_POINT", "FIRE_EYE"] as const;

interface Kind {
  listsOf(detector: Detector): Map<string, AddressList>;
  idKey: string;
  idsKey: string;
  /** How many lists of its kind a region may have. */
  most: number;
}

const IP_SETS: Kind = { listsOf: ({ ipSets }) => ipSets, idKey: "ipSetId", idsKey: "ipSetIds", most: 1 };
const THREAT_INTEL_SETS: Kind = {
  listsOf: ({ threatIntelSets }) => threatIntelSets,
  ...{ idKey: "threatIntelSetId", idsKey: "threatIntelSetIds", most: 6 },
};
/** Lists of addresses and domains: the limits are those of the IP lists they take the place of. */
const TRUSTED_ENTITY_SETS: Kind = {
  listsOf: ({ trustedEntitySets }) => trustedEntitySets,
  ...{ idKey: "trustedEntitySetId", idsKey: "trustedEntitySetIds", most: 1 },
};
const THREAT_ENTITY_SETS: Kind = {
  listsOf: ({ threatEntitySets }) => threatEntitySets,
  ...{ idKey: "threatEntitySetId", idsKey: "threatEntitySetIds", most: 6 },
};

/**
 * The five operations on trusted IP lists, and on threat lists.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_upload-lists.html
 */
export const ipSets = operations(IP_SETS);
/** The five operations on threat lists. An account may have six of these in a region, but only one trusted list. */
export const threatIntelSets = operations(THREAT_INTEL_SETS);
/** The same on trusted entity lists. */
export const trustedEntitySets = operations(TRUSTED_ENTITY_SETS);
/** The same on threat entity lists. */
export const threatEntitySets = operations(THREAT_ENTITY_SETS);

function operations(kind: Kind): Record<"create" | "get" | "update" | "delete" | "list", Operation> {
  return {
    create: (world, call) => createList(world, call, kind),
    get: (world, call) => listView(find(ownDetector(world, call), call, kind), world.now()),
    update: (world, call) => updateList(world, call, kind),
    delete: (world, call) => {
      find(changeableDetector(world, call), call, kind).deleted = true;
      return {};
    },
    list: (world, call) => {
      const ids = present(ownDetector(world, call), kind).map(({ id }) => id);
      return page(kind.idsKey, ids, pageOf(call.query));
    },
  };
}

function createList(world: World, call: Call, kind: Kind): unknown {
  const detector = changeableDetector(world, call);
  const { name, location, activate, format, tags, expectedBucketOwner } = call.body;
  if (typeof name !== "string" || typeof location !== "string" || typeof activate !== "boolean") {
    throw badRequest(TEXT.invalidValue);
  }
  const others = present(detector, kind);
  if (others.some((other) => other.name === name)) throw badRequest(TEXT.listExists);
  if (others.length >= kind.most) throw badRequest(TEXT.limitReached);
  const list: AddressList = {
    ...{ id: newId(), name, location, format: oneOf(format, FORMATS), active: activate, deleted: false },
    settledAt: world.now() + (activate ? world.delays.verificationMs : 0),
    tags: { ...(tags as Tags | undefined) },
    ...(typeof expectedBucketOwner === "string" ? { expectedBucketOwner } : {}),
  };
  kind.listsOf(detector).set(list.id, list);
  return { [kind.idKey]: list.id };
}

function updateList(world: World, call: Call, kind: Kind): unknown {
  const list = find(changeableDetector(world, call), call, kind);
  if (list.deleted) throw badRequest(TEXT.noSuchResource);
  const { name, location, activate } = call.body;
  if (typeof name === "string") list.name = name;
  if (typeof location === "string") list.location = location;
  if (typeof activate === "boolean" && activate !== list.active) {
    Object.assign(list, { active: activate, settledAt: world.now() + world.delays.verificationMs });
  }
  return {};
}

/** Deleted lists can still be read, with the status DELETED: Terraform's provider waits for that. */
function listView(list: AddressList, now: number): Record<string, unknown> {
  const { name, format, location, tags, expectedBucketOwner } = list;
  const settled = list.active ? "ACTIVE" : "INACTIVE";
  const status = list.settledAt <= now ? settled : list.active ? "ACTIVATING" : "DEACTIVATING";
  const owner = expectedBucketOwner ? { expectedBucketOwner } : {};
  return { name, format, location, status: list.deleted ? "DELETED" : status, tags, ...owner };
}

function present(detector: Detector, kind: Kind): AddressList[] {
  return [...kind.listsOf(detector).values()].filter(({ deleted }) => !deleted);
}

function find(detector: Detector, call: Call, kind: Kind): AddressList {
  const list = kind.listsOf(detector).get(call.parameters.id ?? "");
  if (!list) throw badRequest(TEXT.noSuchResource, "NoSuchEntityException");
  return list;
}

function changeableDetector(world: World, call: Call): Detector {
  const detector = ownDetector(world, call);
  if (detector.administratorId) throw memberMayNot("IP address lists");
  return detector;
}
