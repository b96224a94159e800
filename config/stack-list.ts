import { PARTITIONS, partitionOf, type Partition } from "../aws/partitions";
import type { OrgdutyConfig } from "./config";
import { isRegion, REGIONS, type Region } from "./regions";

/** A stack that the config asks for, and the stacks that must be applied before it. */
export interface StackEntry {
  readonly name: string;
  readonly kind: "foundation" | "region" | "bootstrap";
  readonly partition: Partition;
  readonly region: Region;
  readonly dependsOn: readonly string[];
}

/** The name of the stack with the resources that a partition has once. */
export function foundationStackName(partition: Partition): string {
  return `foundation-${partition}`;
}

/** The name of the stack with the roles that a partition's other stacks are planned and applied by. */
export function bootstrapStackName(partition: Partition): string {
  return `bootstrap-${partition}`;
}

/** The stacks of the bootstrap part: one an organization. */
function bootstrapStacks({ organizations, bootstrap }: OrgdutyConfig): StackEntry[] {
  if (!bootstrap) return [];
  return Object.values(organizations).map(({ partition, homeRegion }) => ({
    ...{ name: bootstrapStackName(partition), kind: "bootstrap", partition, region: homeRegion },
    dependsOn: [],
  }));
}

/** The names of every stack of a config, whichever part of it a command works on. */
export function everyStackName(config: OrgdutyConfig): string[] {
  const { part: _, ...whole } = config;
  return [...stackList(whole), ...bootstrapStacks(whole)].map(({ name }) => name);
}

/**
 * Every stack of a config, in apply order: a partition's foundation, its canary region, then its other regions.
 * The first delegation of an organization must not run in two regions at once, so the canary goes alone. Of the
 * bootstrap part, its own stacks only.
 */
export function stackList(config: OrgdutyConfig): StackEntry[] {
  if (config.part === "bootstrap") return bootstrapStacks(config);
  return PARTITIONS.flatMap((partition) => {
    const organization = config.organizations[partition];
    const regions = config.regions.filter((region) => partitionOf(region) === partition);
    if (!organization) return [];
    const foundation = foundationStackName(partition);
    const canary = organization.canaryRegion;
    const others = regions.filter((region) => region !== canary);
    const entry = (region: Region, dependsOn: string[]): StackEntry => ({
      name: region,
      kind: "region",
      partition,
      region,
      dependsOn,
    });
    return [
      { name: foundation, kind: "foundation", partition, region: organization.homeRegion, dependsOn: [] },
      entry(canary, [foundation]),
      ...others.map((region) => entry(region, [foundation, canary])),
    ];
  });
}

/** A config with regions that have left it, so that their stacks can be destroyed. */
export function withRegions(config: OrgdutyConfig, also: readonly string[]): OrgdutyConfig {
  const regions = REGIONS.filter((region) => config.regions.includes(region) || also.includes(region));
  return { ...config, regions };
}

/**
 * A stack by its name, even if its region has left the config: its state may still hold resources. Undefined if no
 * organization of the config has, or could have, such a stack.
 */
export function stackNamed(config: OrgdutyConfig, name: string): StackEntry | undefined {
  const listed = stackList(config).find((entry) => entry.name === name);
  if (listed || config.part === "bootstrap" || !isRegion(name) || !config.organizations[partitionOf(name)])
    return listed;
  return { name, kind: "region", partition: partitionOf(name), region: name, dependsOn: [] };
}
