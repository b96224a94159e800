import { partitionOf } from "../../../aws/partitions";
import type { ForwardingConfig, OrganizationConfig, OrgdutyConfig } from "../../../config/config";
import { offerRegion } from "../../../config/schema/region";
import { type Region } from "../../../config/regions";
import { CommandError } from "../../terminal/io";

/** A region that forwards its findings, and the region whose queue they pass through. */
export interface ForwardingPlace {
  readonly organization: OrganizationConfig;
  readonly forwarding: ForwardingConfig;
  readonly region: Region;
  /** The hub's home region, or the region itself without a hub. */
  readonly queueRegion: Region;
}

/**
 * The regions that forward findings: the named ones, or all.
 * @throws CommandError if a named region is not in the config, or nothing is forwarded
 */
export function forwardingPlaces(config: OrgdutyConfig, names: readonly string[]): ForwardingPlace[] {
  const unknown = names.find((name) => !config.regions.some((region) => region === name));
  if (unknown !== undefined)
    throw new CommandError(
      `--region: the config has no region "${unknown}"`,
      offerRegion(unknown, config.regions),
    );
  const places = config.regions
    .filter((region) => names.length === 0 || names.includes(region))
    .flatMap((region) => placeOf(config, region));
  if (places.length > 0) return places;
  throw new CommandError(
    `the config forwards no findings${names.length > 0 ? ` from ${names.join(", ")}` : ""}`,
    "add a forwarding: section to it",
  );
}

function placeOf({ organizations }: OrgdutyConfig, region: Region): ForwardingPlace[] {
  const organization = organizations[partitionOf(region)];
  const { forwarding } = organization ?? {};
  if (!organization || !forwarding) return [];
  const queueRegion = forwarding.topology === "hub" ? organization.homeRegion : region;
  return [{ organization, forwarding, region, queueRegion }];
}
