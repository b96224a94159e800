import type { OrganizationConfig } from "../../config/config";
import type { StackEntry } from "../../config/stack-list";

/** A resource in a state whose account or region is not the one that the config names. */
export interface MovedResource {
  readonly address: string;
  /** The key of the config whose value changed. */
  readonly key: "homeRegion" | "administratorAccountId" | "managementAccountId";
  readonly before: string;
  readonly now: string;
}

/** The parts of a resource in a state that say where it is. */
interface HeldResource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly provider: string;
  readonly instances: readonly { readonly attributes?: { readonly arn?: unknown } }[];
}

/** Their `arn` is that of what they point to. */
const ARN_OF_ANOTHER = ["aws_cloudwatch_event_target"];

/** The resources of a state that Terraform would look for in another account or region, and take for gone. */
export function movedResources(
  state: string,
  entry: Pick<StackEntry, "kind" | "region">,
  organization: Pick<OrganizationConfig, "administratorAccountId" | "managementAccountId">,
): MovedResource[] {
  return heldIn(state).flatMap(({ address, alias, region, account }): MovedResource[] => {
    const key = alias === "management" ? "managementAccountId" : "administratorAccountId";
    const isKnown = alias === "management" || alias === "administrator";
    if (isKnown && account !== organization[key])
      return [{ address, key, before: account, now: organization[key] }];
    // A region's stack is named for its region. IAM is global: its ARNs name none.
    if (entry.kind === "foundation" && region !== "" && region !== entry.region)
      return [{ address, key: "homeRegion", before: region, now: entry.region }];
    return [];
  });
}

/** The accounts whose detectors a state holds. */
export function detectorAccounts(state: string): string[] {
  return heldIn(state)
    .filter(({ address }) => address.startsWith("aws_guardduty_detector."))
    .map(({ account }) => account);
}

function heldIn(state: string) {
  const { resources = [] } = JSON.parse(state) as { readonly resources?: readonly HeldResource[] };
  return resources
    .filter(({ mode, type }) => mode === "managed" && !ARN_OF_ANOTHER.includes(type))
    .flatMap(({ type, name, provider, instances }) => {
      const arn = instances[0]?.attributes?.arn;
      if (typeof arn !== "string") return [];
      const [, , , region = "", account = ""] = arn.split(":");
      return [{ address: `${type}.${name}`, alias: /\.(\w+)$/.exec(provider)?.[1], region, account }];
    });
}
