import type { OrgdutyConfig } from "../config/config";
import type { StackEntry } from "../config/stack-list";
import { forwarderRegions } from "../intent/findings-names";
import type { PathEffects, ReplicatedSecret } from "./path-effects";

/**
 * The replicas that no function reads once a foundation is applied, and that Terraform leaves: every one, if functions run
 * in the home region alone. As long as one is wanted, Terraform removes the others itself.
 */
export function unreadReplicas(
  config: OrgdutyConfig,
  { kind, partition }: Pick<StackEntry, "kind" | "partition">,
  effects: Pick<PathEffects, "replicated"> | undefined,
): readonly ReplicatedSecret[] {
  const organization = config.organizations[partition]!;
  const wanted = forwarderRegions({ config, organization }).some(
    (region) => region !== organization.homeRegion,
  );
  return kind !== "foundation" || wanted ? [] : (effects?.replicated ?? []);
}
