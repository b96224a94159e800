import { SQSClient } from "@aws-sdk/client-sqs";
import { makeClient } from "../../../aws-clients/make-client";
import type { OrganizationConfig } from "../../../config/config";
import type { Partition } from "../../../aws/partitions";
import { signIn, type SignIn } from "../../../aws-clients/sign-in";
import { CommandError } from "../../terminal/io";
import { whatFailed } from "../../terminal/what-failed";
import type { ForwardingPlace } from "./forwarding-place";

/** The sign-in to an organization's administrator account with its apply role, or the reason why it failed. */
export type Entrance = { readonly enter: SignIn } | { readonly failure: string };

/**
 * Signs in once for each organization: without credentials each attempt takes seconds, and one for each region would
 * take minutes.
 * @throws CommandError if no sign-in succeeded
 */
export async function entrances(
  places: readonly ForwardingPlace[],
  local: { readonly endpoint?: string },
  signal: AbortSignal,
): Promise<(organization: OrganizationConfig) => Entrance> {
  const found = new Map<Partition, Entrance>();
  for (const { organization } of places)
    if (!found.has(organization.partition))
      found.set(organization.partition, await entrance(organization, local, signal));
  const failures = [...found.values()].flatMap((way) => ("failure" in way ? [way.failure] : []));
  if (failures.length > 0 && failures.length === found.size) throw new CommandError(failures.join("\n"));
  return ({ partition }) => found.get(partition)!;
}

async function entrance(
  organization: OrganizationConfig,
  local: { readonly endpoint?: string },
  signal: AbortSignal,
): Promise<Entrance> {
  const enter = signIn({ organization, purpose: "apply", ...local });
  try {
    await makeClient(SQSClient, enter("administrator", organization.homeRegion)).config.credentials();
    return { enter };
  } catch (error) {
    const { partition, administratorAccountId } = organization;
    const fix = `sign in; organizations.${partition}.credentials.apply.administrator names the role or profile`;
    return {
      failure: `cannot sign in to the administrator account ${administratorAccountId}: ${whatFailed(error, signal)}\n  fix: ${fix}`,
    };
  }
}
