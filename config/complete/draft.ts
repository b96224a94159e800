import type { z } from "zod";
import { PARTITIONS, type Partition } from "../../aws/partitions";
import type { Mistake } from "../problems/mistake";
import { REGIONS, type Region } from "../regions";
import { documentShape, type DocumentSection, type RegionChoice } from "../schema/document";
import type { ForwardingSection } from "../schema/forwarding";
import { organizationShape, type OrganizationSection } from "../schema/organization";
import { valueAt } from "../schema/mistakes";

/** The keys of a document that are right by themselves: rules work on these, so that one typo hides no other problem. */
export type Draft = Partial<Omit<DocumentSection, "organizations">> & {
  /** Every partition that the document has, with those of its keys that are right. */
  readonly organizations: Partial<Record<Partition, Partial<OrganizationSection>>>;
};

/** A check across keys. It says nothing about keys that are missing: the schema did. */
export type Rule = (draft: Draft) => Mistake[];

/** Takes the keys that are right out of a document: top-level ones, and those of each organization. */
export function draftOf(document: unknown): Draft {
  const { organizations: _, ...rest } = documentShape;
  const organizations = PARTITIONS.flatMap((partition) => {
    const value = valueAt(document, ["organizations", partition]);
    return value === undefined ? [] : [[partition, validPart(organizationShape, value)]];
  });
  return {
    ...validPart(rest, document),
    organizations: Object.fromEntries(organizations) as Draft["organizations"],
  };
}

function validPart<Shape extends Record<string, z.ZodType>>(shape: Shape, value: unknown) {
  const entries = Object.entries(shape).flatMap(([key, schema]) => {
    const own = valueAt(value, [key]);
    const result = own === undefined ? undefined : schema.safeParse(own);
    return result?.success ? [[key, result.data]] : [];
  });
  return Object.fromEntries(entries) as { [Key in keyof Shape]?: z.output<Shape[Key]> };
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
export function forwardingOf(draft: Draft, partition: Partition): ForwardingSection | undefined {
  const own = draft.organizations[partition]?.forwarding;
  return draft.forwarding || own ? { ...draft.forwarding, ...own } : undefined;
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
