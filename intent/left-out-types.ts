import { FINDING_TYPE_NAMES, resourceOf } from "../aws/finding-types/finding-types";
import { PARTITIONS } from "../aws/partitions";
import type { ForwardingConfig, OrgdutyConfig } from "../config/config";

/** The published finding types that a selection does not forward. */
export interface LeftOutTypes {
  readonly leftOut: number;
  readonly total: number;
  /** Resources for which no type is forwarded, e.g. Runtime. */
  readonly resources: readonly string[];
}

/**
 * What `findingTypes` leaves out; undefined if every type is forwarded. Severity is not considered, because it varies
 * from finding to finding.
 */
export function leftOutTypes({
  findingTypes = [],
}: Pick<ForwardingConfig, "findingTypes">): LeftOutTypes | undefined {
  const isForwarded = (name: string) =>
    findingTypes.length === 0 || findingTypes.some((entry) => name.startsWith(entry));
  const leftOut = FINDING_TYPE_NAMES.filter((name) => !isForwarded(name));
  if (leftOut.length === 0) return undefined;
  const forwarded = new Set(FINDING_TYPE_NAMES.filter(isForwarded).map(resourceOf));
  const resources = [...new Set(leftOut.map(resourceOf))].filter((resource) => !forwarded.has(resource));
  return { leftOut: leftOut.length, total: FINDING_TYPE_NAMES.length, resources };
}

/** The same in words: `87 of 223 finding types are not forwarded, among them all of Lambda, RDS and Runtime`. */
export function leftOutText({ leftOut, total, resources }: LeftOutTypes): string {
  const among = resources.length === 0 ? "" : `, among them all of ${listed(resources)}`;
  return `${leftOut} of ${total} finding types are not forwarded${among}`;
}

/** One line for each partition whose selection leaves types out, for a person who plans or checks. */
export function forwardingNotes({ organizations }: Pick<OrgdutyConfig, "organizations">): string[] {
  return PARTITIONS.flatMap((partition) => {
    const forwarding = organizations[partition]?.forwarding;
    const left = forwarding && leftOutTypes(forwarding);
    return left ? [`${partition}: ${leftOutText(left)}`] : [];
  });
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
