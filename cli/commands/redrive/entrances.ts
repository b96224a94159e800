import type { OrganizationConfig } from "../../../config/config";
import type { Partition } from "../../../aws/partitions";
import { signIn, type SignIn } from "../../../aws-clients/sign-in";
import { openAccounts } from "../../accounts/open-accounts";
import { CommandError, type Io } from "../../terminal/io";
import { whatFailed } from "../../terminal/what-failed";
import type { ForwardingPlace } from "./forwarding-place";

/** The sign-in to an organization's administrator account with its apply role, or the reason why it failed. */
export type Entrance = { readonly enter: SignIn } | { readonly failure: string };

/**
 * Signs in once for each organization, and looks whose account it is: without credentials each attempt takes seconds,
 * and one for each region would take minutes.
 * @throws CommandError if no sign-in succeeded
 */
export async function entrances(
  places: readonly ForwardingPlace[],
  local: { readonly endpoint?: string },
  io: Io,
): Promise<(organization: OrganizationConfig) => Entrance> {
  const found = new Map<Partition, Entrance>();
  for (const { organization } of places)
    if (!found.has(organization.partition))
      found.set(organization.partition, await entrance(organization, local, io));
  const failures = [...found.values()].flatMap((way) => ("failure" in way ? [way.failure] : []));
  if (failures.length > 0 && failures.length === found.size) throw new CommandError(failures.join("\n"));
  return ({ partition }) => found.get(partition)!;
}

async function entrance(
  organization: OrganizationConfig,
  local: { readonly endpoint?: string },
  io: Io,
): Promise<Entrance> {
  const enter = signIn({ organization, purpose: "apply", ...local });
  if (local.endpoint !== undefined) return { enter };
  try {
    const mode = { kind: "live" } as const;
    await openAccounts(
      { organizations: [organization], purpose: "apply", mode, only: ["administrator"] },
      io,
    );
    return { enter };
  } catch (error) {
    return { failure: whatFailed(error, io.signal) };
  }
}
