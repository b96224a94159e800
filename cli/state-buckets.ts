import type { StateBucket } from "../aws-clients/state-bucket";
import type { OrganizationConfig, OrgdutyConfig, State } from "../config/config";
import type { RunMode } from "../terraform/engine/run-mode";

/** Opens the bucket of an organization's states, or of another place for them, and closes it after the work. */
export async function withStateBucket<Result>(
  { config, mode }: { readonly config: Pick<OrgdutyConfig, "name">; readonly mode: RunMode },
  organization: OrganizationConfig,
  { s3 }: Exclude<State, "local">,
  work: (bucket: StateBucket) => Promise<Result>,
): Promise<Result> {
  const { StateBucket } = await import("../aws-clients/state-bucket");
  const endpoint = mode.kind === "local" ? { endpoint: mode.endpoint } : {};
  const bucket = new StateBucket({ state: s3, name: config.name, organization, ...endpoint });
  try {
    return await work(bucket);
  } finally {
    bucket.close();
  }
}

/** Creates the config's state buckets in the local AWS. In AWS they are the person's own. */
export async function ensureLocalBuckets(config: OrgdutyConfig, mode: RunMode): Promise<void> {
  if (mode.kind !== "local") return;
  for (const organization of Object.values(config.organizations)) {
    const { state } = organization;
    if (state !== "local")
      await withStateBucket({ config, mode }, organization, state, (bucket) => bucket.ensure());
  }
}
