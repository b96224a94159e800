import type { Exception } from "../config";
import { PARTITIONS, partitionOf, type Partition } from "../../aws/partitions";
import type { Mistake } from "../problems/mistake";
import { nearest } from "../problems/nearest";
import { REGIONS, isRegion, type Region } from "../regions";
import { documentShape, type DocumentSection, type RegionChoice } from "../schema/document";
import { NONE, type ForwardingSection } from "../schema/forwarding";
import { organizationSection, type OrganizationSection } from "../schema/organization";
import { regionMeant } from "../schema/region";
import { section } from "../schema/section";
import { valueAt } from "../schema/mistakes";
import { validPart, type Part } from "./valid-part";

/** The valid part of a document, value by value. Rules work on it, so that one mistake does not hide another. */
export type Draft = Omit<Part<DocumentSection>, "organizations" | "regions"> & {
  /** Which regions are requested. @default unknown: a name in the list is wrong */
  readonly regions?: RegionChoice;
  /** The document as it was written, for rules that ask whether a key is there at all. */
  readonly document?: unknown;
  /** Every partition that the document has, with its valid keys. */
  readonly organizations: Partial<Record<Partition, Part<OrganizationSection>>>;
};

/** A check across several keys. It ignores missing keys, because the schema already reported them. */
export type Rule = (draft: Draft) => Mistake[];

const { organizations: _, regions: __, ...REST } = documentShape;
const REST_SECTION = section(REST);

/**
 * Takes the valid part out of a document. A partition or a section that is present counts as present, however wrong it
 * is.
 */
export function draftOf(document: unknown): Draft {
  const regions = regionsOf(valueAt(document, ["regions"]));
  return {
    ...validPart(REST_SECTION, document),
    ...(regions && { regions }),
    document,
    organizations: organizationsIn(valueAt(document, ["organizations"]), regions),
  };
}

/**
 * If there is no map of organizations at all, the schema reports it. The organizations that the regions need then count
 * as present.
 */
function organizationsIn(value: unknown, regions: RegionChoice = []): Draft["organizations"] {
  if (typeof value !== "object" || value === null)
    return Object.fromEntries(plannedRegions(regions).map((region) => [partitionOf(region), {}]));
  const given = Object.keys(value);
  const entries = PARTITIONS.flatMap((partition) => {
    const name = given.find((key) => key === partition || nearest(key, PARTITIONS) === partition);
    return name === undefined ? [] : [[partition, validPart(organizationSection, valueAt(value, [name]))]];
  });
  return Object.fromEntries(entries) as Draft["organizations"];
}

/** The regions that a choice means, including names in another spelling. Unknown if a name matches no region. */
function regionsOf(value: unknown): RegionChoice | undefined {
  if (value === "all") return "all";
  if (Array.isArray(value)) {
    const meant = (value as unknown[]).map(regionOf);
    return meant.length > 0 && meant.every((name) => name !== undefined) ? meant : undefined;
  }
  const exclude = valueAt(value, ["exclude"]);
  if (typeof exclude !== "object" || exclude === null) return undefined;
  const names = Object.keys(exclude).map(regionOf);
  if (names.includes(undefined)) return undefined;
  const named = names.map((name): [string, Exception] => [String(name), SAID_ELSEWHERE]);
  return { exclude: Object.fromEntries<Exception>(named) as Record<Region, Exception> };
}

/** The schema checks why a region is excluded; rules only need to know whether it is. */
const SAID_ELSEWHERE = { reason: "", owner: "" };

function regionOf(value: unknown): Region | undefined {
  const meant = typeof value === "string" ? regionMeant(value) : undefined;
  return meant !== undefined && isRegion(meant) ? meant : undefined;
}

/** The regions that a choice selects, in the order of REGIONS. */
export function plannedRegions(choice: RegionChoice): Region[] {
  if (choice === "all") return [...REGIONS];
  if (Array.isArray(choice)) return REGIONS.filter((region) => choice.includes(region));
  return REGIONS.filter((region) => !Object.hasOwn(choice.exclude, region));
}

/** The organizations of a draft, each with its partition and the path of its section. */
export function organizationsOf(draft: Draft) {
  return PARTITIONS.flatMap((partition) => {
    const organization = draft.organizations[partition];
    return organization ? [{ partition, organization, path: ["organizations", partition] as const }] : [];
  });
}

/** The forwarding section that applies to a partition: keys in its own section replace those of the top-level one. */
export function forwardingOf(draft: Draft, partition: Partition): Part<ForwardingSection> | undefined {
  const own = draft.organizations[partition]?.forwarding;
  return draft.forwarding || own ? withoutNone({ ...draft.forwarding, ...own }) : undefined;
}

/** A partition writes `kmsKeyArn: none` if it has no key although the top level has one. */
export function withoutNone<Section extends Pick<Part<ForwardingSection>, "kmsKeyArn" | "alarmTopicArn">>(
  section: Section,
): Section {
  const { kmsKeyArn, alarmTopicArn, ...rest } = section;
  return {
    ...rest,
    ...(kmsKeyArn !== undefined && kmsKeyArn !== NONE && { kmsKeyArn }),
    ...(alarmTopicArn !== undefined && alarmTopicArn !== NONE && { alarmTopicArn }),
  } as Section;
}

/** Where a partition's forwarding key is written: in its own section, otherwise in the top-level one. */
export function forwardingPath(
  draft: Draft,
  partition: Partition,
  key: keyof ForwardingSection,
): (string | number)[] {
  const own = draft.organizations[partition]?.forwarding;
  const isOwn = own !== undefined && (Object.hasOwn(own, key) || draft.forwarding === undefined);
  return isOwn ? ["organizations", partition, "forwarding", key] : ["forwarding", key];
}
