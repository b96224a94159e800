import { readExistingRegions, type RegionsRead } from "../../../existing/read/read-regions";
import { unreadBecause, type Part } from "../../../existing/part";
import type { OrganizationConfig } from "../../../config/config";
import { partitionOf } from "../../../aws/partitions";
import type { Io } from "../../terminal/io";
import type { OrganizationToRead } from "./read-organization";

/**
 * Reads what exists in every planned region of an organization. Without credentials for its accounts nothing is read: a
 * person's own would show one account as if it were the other.
 */
export async function readRegions(
  { config, organization, enter, isLocal }: OrganizationToRead,
  io: Io,
): Promise<RegionsRead> {
  const { partition, credentials } = organization;
  const regions = config.regions.filter((region) => partitionOf(region) === partition);
  if (!credentials && !isLocal) {
    const why = unreadBecause(
      `organizations.${partition} has no credentials for the administrator's account`,
    );
    return {
      regions: Object.fromEntries(regions.toSorted().map((region) => [region, why])),
      calls: 0,
      retries: 0,
    };
  }
  let done = 0;
  const show = () => io.progress(`${partition}: ${done} of ${regions.length} regions read`);
  show();
  const onRegion = () => {
    done += 1;
    show();
  };
  const logArchive = thirdAccount(organization, isLocal);
  const third = logArchive ? { logArchive } : {};
  return readExistingRegions({ organization, regions, enter, ...third, signal: io.signal, onRegion });
}

/** Without a way of its own into the log archive, a person's own credentials would show another account. */
function thirdAccount(
  { partition, logArchiveAccountId, credentials }: OrganizationConfig,
  isLocal: boolean,
): Part<"read"> | undefined {
  if (logArchiveAccountId === undefined) return undefined;
  if (isLocal || credentials?.plan.logArchive) return "read";
  return unreadBecause(`organizations.${partition}.credentials.plan has no logArchive`);
}
