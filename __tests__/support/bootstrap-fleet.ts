import { bootstrapPart } from "../../config/bootstrap-part";
import type { BootstrapConfig } from "../../config/bootstrap-config";
import type { OrgdutyConfig } from "../../config/config";
import { completeBootstrap } from "../../config/complete/bootstrap-defaults";
import type { PipelineConfig } from "../../config/pipeline-config";
import { bootstrapPolicies } from "../../doctor/roles/bootstrap-policies";
import { readerPolicy } from "../../doctor/roles/reader-policy";
import type { Project } from "../../organization/load-project";
import { declaredResources } from "../../stacks/declared-resources";
import { acme, synthesize, type SynthesizedStack } from "./fleet";

export const GITHUB: PipelineConfig = {
  github: { repository: "acme/guardduty", branch: "main", environment: "orgduty" },
  shards: 8,
  schedule: "17 5 * * *",
};

export const GITLAB: PipelineConfig = {
  gitlab: { project: "acme/sec/gd", host: "gitlab.com", branch: "main", environment: "orgduty" },
  shards: 8,
  schedule: "17 5 * * *",
};

/** Everything that bootstrap can make. */
export const ALL: BootstrapConfig = completeBootstrap({
  stateBucket: {},
  reader: { name: "siem-reader" },
  permissionsBoundary: "workload-boundary",
});

/** The example with roles in the log archive, states in a bucket, a pipeline and a bootstrap. */
export function withBootstrap(
  bootstrap: BootstrapConfig = ALL,
  pipeline: PipelineConfig | "none" = GITHUB,
): Project {
  const project = acme();
  const { aws } = project.config.organizations;
  const role = (name: string) => ({ roleArn: `arn:aws:iam::333333333333:role/${name}` });
  const { plan, apply } = aws!.credentials!;
  const organization = {
    ...aws!,
    state: { s3: { bucket: "acme-states", region: "eu-west-1" } },
    credentials: {
      plan: { ...plan, logArchive: role("orgduty-plan") },
      apply: { ...apply, logArchive: role("orgduty-apply") },
    },
  };
  const { pipeline: _, ...config } = project.config;
  const own: OrgdutyConfig = {
    ...config,
    bootstrap,
    ...(pipeline !== "none" && { pipeline }),
    organizations: { ...config.organizations, aws: organization },
  };
  return { ...project, config: own };
}

let declared: ReturnType<typeof declaredResources> | undefined;

/** The bootstrap stack of the partition `aws`, as main.ts makes it. */
export function bootstrapStack(project: Project = withBootstrap()): SynthesizedStack {
  const { config, snapshots } = project;
  declared ??= declaredResources({ config, snapshots, outputFolder: "/out", stateFolder: "/state" });
  const resources = declared;
  const stacks = synthesize({ ...project, config: bootstrapPart(config)! }, undefined, (partition) => {
    const organization = config.organizations[partition]!;
    return {
      of: (role) => bootstrapPolicies({ config, organization, resources }, role),
      reader: JSON.stringify(readerPolicy(config, organization)),
    };
  });
  return stacks.find(({ name }) => name === "bootstrap-aws")!;
}
