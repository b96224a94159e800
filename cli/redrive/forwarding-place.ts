import type { OrganizationConfig, OrgdutyConfig } from "../../config/config";
import { partitionOf, type Region } from "../../config/regions";
import { CommandError } from "../io";

/** A region whose findings are forwarded, and the region whose queue they go through. */
export interface ForwardingPlace {
  readonly organization: OrganizationConfig;
  readonly region: Region;
  /** The hub's home region, else the region itself. */
  readonly queueRegion: Region;
}

/**
 * Where a config forwards findings from, of the named regions or of all.
 * @throws CommandError where a named region is not in the config
 */
export function forwardingPlaces(config: OrgdutyConfig, names: readonly string[]): ForwardingPlace[] {
  const unknown = names.find((name) => !config.regions.some((region) => region === name));
  if (unknown !== undefined)
    throw new CommandError(`--region: the config has no region "${unknown}"`, config.regions.join(", "));
  return config.regions
    .filter((region) => names.length === 0 || names.includes(region))
    .flatMap((region) => {
      const organization = config.organizations[partitionOf(region)];
      if (!organization?.forwarding) return [];
      const queueRegion = organization.forwarding.topology === "hub" ? organization.homeRegion : region;
      return [{ organization, region, queueRegion }];
    });
}
