import type { SealedBucket } from "../../aws-clients/sealing/sealed-bucket";
import type { OrgdutyConfig, OrganizationConfig, S3State } from "../../config/config";
import { sealedPrefix } from "../../config/names";
import type { SealedFor } from "../../plans-folder/sealed/header";
import type { RunMode } from "../../terraform/engine/run-mode";
import { CommandError, type Io } from "../terminal/io";

/** What a person types for the state bucket. */
export const IN_BUCKET = "s3";

/** The bucket that a config's sealed plans go to, and what is called by its organization. */
export interface BucketPlace {
  readonly state: S3State;
  readonly organization: OrganizationConfig;
}

/**
 * The state bucket of the first organization that has one.
 * @throws CommandError if the config keeps every state in files
 */
export function bucketPlace({ organizations }: Pick<OrgdutyConfig, "organizations">): BucketPlace {
  for (const organization of Object.values(organizations))
    if (organization.state !== "local") return { state: organization.state.s3, organization };
  throw new CommandError(
    "s3 is the state bucket, and the config has none",
    "give it state.s3, or pipeline.kmsKeyArn and a file in place of s3 (docs/pipelines.md)",
  );
}

/** The key of sealed plans. Two runs for one git tree do not overwrite each other's. */
export function bucketKey(
  { state: { keyPrefix } }: BucketPlace,
  { name, tree, shard }: Pick<SealedFor, "name" | "tree" | "shard">,
  run: string,
): string {
  return `${sealedPrefix(name, keyPrefix)}${tree}/${run}/${shard.replace("/", "-of-")}.sealed`;
}

/**
 * The pipeline's run: the flag's, else what GitHub or GitLab say.
 * @throws CommandError if it cannot be part of a key
 */
export function runOf(flag: string | undefined, { env }: Pick<Io, "env">): string {
  const run = flag ?? (env.GITHUB_RUN_ID || env.CI_PIPELINE_ID || "by-hand");
  if (/^[\w-]{1,64}$/.test(run)) return run;
  throw new CommandError(
    `--run: ${JSON.stringify(run)} is no run`,
    "use at most 64 letters, digits, _ and -",
  );
}

/** Opens the bucket, and closes it after the work. */
export async function withBucket<Result>(
  place: BucketPlace,
  mode: RunMode,
  work: (bucket: SealedBucket) => Promise<Result>,
): Promise<Result> {
  const { SealedBucket } = await import("../../aws-clients/sealing/sealed-bucket");
  const bucket = new SealedBucket({
    ...place,
    ...(mode.kind === "local" ? { endpoint: mode.endpoint } : {}),
  });
  try {
    return await work(bucket);
  } catch (error) {
    throw refusedBy(error, `s3://${place.state.bucket}`, NOT_THERE);
  } finally {
    bucket.close();
  }
}

/** Without s3:ListBucket, S3 does not tell a missing object from one that may not be read. */
const NOT_THERE =
  "; S3 says the same of an object that is not there: was it sealed in this run, from this git tree?";

/** AWS's refusal as an operator's mistake, with the policy that is likely missing. Other errors stay what they are. */
export function refusedBy(error: unknown, what: string, more = ""): unknown {
  const { $metadata, name, message } = (error ?? {}) as Partial<Error> & { $metadata?: object };
  if (
    $metadata === undefined &&
    !/Credential|Token|Network|Timeout|ECONN|ENOTFOUND/.test(`${name} ${message}`)
  )
    return error;
  return new CommandError(
    `${what}: ${name}: ${message}`,
    `give the principal that runs orgduty the policies of ./orgduty roles print --for plan --account runner, and let it use the key in the key's own policy${more}`,
  );
}
