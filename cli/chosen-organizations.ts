import type { OrganizationConfig, OrgdutyConfig } from "../config/config";
import { offer } from "../config/problems/nearest";
import { CommandError } from "./terminal/io";

/**
 * The organization that `--partition` names, or all of them.
 * @throws CommandError if the config has no organization in that partition
 */
export function chosenOrganizations(
  { organizations }: Pick<OrgdutyConfig, "organizations">,
  partition?: string,
): readonly OrganizationConfig[] {
  const all = Object.values(organizations);
  if (partition === undefined) return all;
  const found = all.filter((organization) => organization.partition === partition);
  if (found.length > 0) return found;
  throw new CommandError(
    `--partition: the config has no organization in "${partition}"`,
    offer(
      partition,
      all.map((organization) => organization.partition),
    ),
  );
}
