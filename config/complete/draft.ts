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

/** What is right of a document, leaf by leaf: rules work on it, so that one mistake hides no other. */
export type Draft = Omit<Part<DocumentSection>, "organizations" | "regions"> & {
  /** Which regions are asked for. @default not known: a name among them is wrong */
  readonly regions?: RegionChoice;
  /** Every partition that the document has, with those of its keys that are right. */
  readonly organizations: Partial<Record<Partition, Part<OrganizationSection>>>;
};

/** A check across keys. It says nothing about keys that are missing: the schema did. */
export type Rule = (draft: Draft) => Mistake[];

const { organizations: _, regions: __, ...REST } = documentShape;
const REST_SECTION = section(REST);

/** Takes what is right out of a document. A partition or a section that is there counts as there, however wrong it is. */
export function draftOf(document: unknown): Draft {
  const regions = regionsOf(valueAt(document, ["regions"]));
  return {
    ...validPart(REST_SECTION, document),
    ...(regions && { regions }),
    organizations: organizationsIn(valueAt(document, ["organizations"]), regions),
  };
}

/** If there is no map of organizations at all, the schema says so: those that the regions need count as there. */
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

/** The regions that a choice means, names in another spelling included; not known if one of them means none. */
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

/** Why a region is excluded is the schema's matter: what rules ask is whether it is. */
const SAID_ELSEWHERE = { reason: "", owner: "" };

function regionOf(value: unknown): Region | undefined {
  const meant = typeof value === "string" ? regionMeant(value) : undefined;
  return meant !== undefined && isRegion(meant) ? meant : undefined;
}

/** The regions a choice stands for, in the order of REGIONS. */
export function plannedRegions(choice: RegionChoice): Region[] {
  if (choice === "all") return [...REGIONS];
  if (Array.isArray(choice)) return REGIONS.filter((region) => choice.includes(region));
  return REGIONS.filter((region) => !Object.hasOwn(choice.exclude, region));
}

/** The organizations of a draft with their partition and the path of their section. */
export function organizationsOf(draft: Draft) {
  return PARTITIONS.flatMap((partition) => {
    const organization = draft.organizations[partition];
    return organization ? [{ partition, organization, path: ["organizations", partition] as const }] : [];
  });
}

/** What holds for a partition: its own forwarding section replaces keys of the top-level one. */
export function forwardingOf(draft: Draft, partition: Partition): Part<ForwardingSection> | undefined {
  const own = draft.organizations[partition]?.forwarding;
  return draft.forwarding || own ? withoutNone({ ...draft.forwarding, ...own }) : undefined;
}

/** A partition says `kmsKeyArn: none` if the top level has a key and it has not. */
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

/** Where a forwarding key of a partition is written: in its own section, else in the top-level one. */
export function forwardingPath(
  draft: Draft,
  partition: Partition,
  key: keyof ForwardingSection,
): (string | number)[] {
  const own = draft.organizations[partition]?.forwarding;
  const isOwn = own !== undefined && (Object.hasOwn(own, key) || draft.forwarding === undefined);
  return isOwn ? ["organizations", partition, "forwarding", key] : ["forwarding", key];
}
