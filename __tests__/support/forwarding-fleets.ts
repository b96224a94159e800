import { resolve } from "node:path";
import { PARTITIONS, partitionOf } from "../../aws/partitions";
import type { ForwardingConfig } from "../../config/config";
import { type Region } from "../../config/regions";
import { loadProject, type Project } from "../../organization/load-project";
import { acme } from "./fleet";

/** The example of a hub, as a fresh clone has it. */
export function hub(): Project {
  return loadProject(resolve(__dirname, "../../examples/hub/orgduty.yaml"));
}

/** Acme in some regions, with another forwarding in each partition. */
export function acmeWith(regions: readonly Region[], forwarding: Partial<ForwardingConfig>): Project {
  const project = acme();
  const organizations = PARTITIONS.filter((partition) =>
    regions.some((region) => partitionOf(region) === partition),
  ).map((partition) => {
    const organization = project.config.organizations[partition]!;
    return [
      partition,
      { ...organization, forwarding: { ...organization.forwarding!, ...forwarding } },
    ] as const;
  });
  return {
    ...project,
    config: { ...project.config, regions, organizations: Object.fromEntries(organizations) },
  };
}
