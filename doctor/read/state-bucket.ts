import {
  GetBucketEncryptionCommand,
  GetBucketPolicyStatusCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import type { Read } from "../../aws-clients/attempts";
import { unlessMissing } from "../../aws-clients/calls";
import { makeClient } from "../../aws-clients/make-client";
import { ownSettings, type ClientSettings } from "../../aws-clients/sign-in";
import type { S3State } from "../../config/config";
import type { Asking } from "./asking";

/** A bucket of states, as far as it says. */
export interface BucketReading {
  /** Undefined if there is no such bucket. */
  readonly region: Read<string | undefined>;
  /** Enabled, Suspended, or never turned on. */
  readonly versioning: Read<string | undefined>;
  /** AES256 or aws:kms. Undefined if the bucket has no default. */
  readonly encryption: Read<string | undefined>;
  /** The four settings that are on. */
  readonly blocks: Read<readonly string[]>;
  readonly isPublic: Read<boolean>;
}

/** Reads it with the credentials that Terraform will use. Five calls. */
export async function readStateBucket(
  { bucket: Bucket, region, profile }: S3State,
  settings: Pick<ClientSettings, "endpoint" | "credentials">,
  asking: Asking,
): Promise<BucketReading> {
  const isLocal = settings.endpoint !== undefined;
  const own = isLocal ? { region, maxAttempts: 1 as const, ...settings } : ownSettings(profile, region);
  const client = makeClient(S3Client, own, { forcePathStyle: isLocal });
  const { calls } = asking;
  const ask = <Output, Found>(
    what: string,
    send: (options: { abortSignal?: AbortSignal }) => Promise<Output>,
    missing: readonly string[],
    take: (output: Output | undefined) => Found,
  ) => asking.read("state", what, unlessMissing(calls.make(send), missing).then(take));
  try {
    const where = await ask(
      `bucket ${Bucket}`,
      (options) => client.send(new HeadBucketCommand({ Bucket }), options),
      ["NotFound", "NoSuchBucket"],
      (head) => head && (head.BucketRegion ?? region),
    );
    if (where === undefined || where === "unread")
      return {
        region: where,
        versioning: "unread",
        encryption: "unread",
        blocks: "unread",
        isPublic: "unread",
      };
    const [versioning, encryption, blocks, isPublic] = await Promise.all([
      ask(
        `versioning of ${Bucket}`,
        (o) => client.send(new GetBucketVersioningCommand({ Bucket }), o),
        [],
        (v) => v?.Status as string | undefined,
      ),
      ask(
        `encryption of ${Bucket}`,
        (o) => client.send(new GetBucketEncryptionCommand({ Bucket }), o),
        ["ServerSideEncryptionConfigurationNotFoundError"],
        (found) =>
          found?.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault
            ?.SSEAlgorithm as string | undefined,
      ),
      ask(
        `public access block of ${Bucket}`,
        (o) => client.send(new GetPublicAccessBlockCommand({ Bucket }), o),
        ["NoSuchPublicAccessBlockConfiguration"],
        (found) =>
          Object.entries(found?.PublicAccessBlockConfiguration ?? {}).flatMap(([name, isOn]) =>
            isOn ? [name] : [],
          ),
      ),
      ask(
        `policy status of ${Bucket}`,
        (o) => client.send(new GetBucketPolicyStatusCommand({ Bucket }), o),
        ["NoSuchBucketPolicy"],
        (found) => found?.PolicyStatus?.IsPublic ?? false,
      ),
    ]);
    return { region: where, versioning, encryption, blocks, isPublic };
  } finally {
    client.destroy();
  }
}
