import type { Region } from "../config/regions";
import type { OrgdutyConfig } from "../config/config";
import { partitionOf } from "../aws/partitions";
import { Calls } from "../aws-clients/calls";
import { readFailure } from "../aws-clients/read-failure";
import { withRegionClients } from "../aws-clients/region-clients";
import { signIn } from "../aws-clients/sign-in";
import type { Manifest } from "../plans-folder/manifest";
import type { RunMode } from "../terraform/engine/run-mode";
import { readCurrentSettings, type FoundSettings } from "../existing/read/read-current-settings";
import type { Io } from "./terminal/io";

/**
 * Reads what AWS has in each region, to be compared with what the plans make of it. An offline run asks nobody. A region
 * that cannot be read is recorded as unread, because a review must not take it for empty. It signs in with the roles of the command: a pipeline may
 * let apply take no other.
 */
export async function currentSettings(
  config: OrgdutyConfig,
  regions: readonly Region[],
  mode: RunMode,
  purpose: "plan" | "apply",
  { signal }: Pick<Io, "signal">,
): Promise<Manifest["currentSettings"]> {
  if (mode.kind === "offline") return undefined;
  const endpoint = mode.kind === "local" ? { endpoint: mode.endpoint } : {};
  const entries = regions.map(async (region): Promise<[Region, FoundSettings]> => {
    const organization = config.organizations[partitionOf(region)]!;
    const enter = signIn({ organization, purpose, ...endpoint });
    const calls = new Calls({ signal });
    try {
      return [
        region,
        await withRegionClients(enter, region, (clients) =>
          readCurrentSettings(clients, organization.administratorAccountId, calls),
        ),
      ];
    } catch (error) {
      signal.throwIfAborted();
      return [region, { settings: {}, unread: [`all of the region: ${readFailure(error).error}`] }];
    }
  });
  return Object.fromEntries(await Promise.all(entries));
}
