import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { OrganizationConfig, S3State } from "../../config/config";
import { unlessMissing } from "../calls";
import { makeClient } from "../make-client";
import { ownAccess } from "./own-access";

/** The bucket of an organization's states, as a place for sealed plans. */
export interface SealedBucketProps {
  readonly state: S3State;
  readonly organization: Pick<OrganizationConfig, "managementAccountId">;
  /** URL of the local AWS. @default AWS */
  readonly endpoint?: string;
}

/** Keeps sealed plans in a bucket, each encrypted by S3 with a KMS key. */
export class SealedBucket {
  readonly #client: S3Client;

  constructor(private readonly props: SealedBucketProps) {
    const { state, endpoint, organization } = props;
    const { region, profile } = state;
    const settings = ownAccess({
      ...{ region, localAccount: organization.managementAccountId },
      ...(profile === undefined ? {} : { profile }),
      ...(endpoint === undefined ? {} : { endpoint }),
    });
    const local = endpoint === undefined ? {} : { forcePathStyle: true };
    this.#client = makeClient(S3Client, settings, { maxAttempts: 5, ...local });
  }

  /** Stores a file. Without a key in the config, S3 takes the account's own key for S3. */
  async put(key: string, file: string): Promise<void> {
    const { bucket, kmsKeyArn } = this.props.state;
    const command = new PutObjectCommand({
      ...{ Bucket: bucket, Key: key, Body: await readFile(file), ContentType: "application/octet-stream" },
      ...{ ServerSideEncryption: "aws:kms", ...(kmsKeyArn ? { SSEKMSKeyId: kmsKeyArn } : {}) },
    });
    await this.#client.send(command);
  }

  /** Fetches an object into a file that must not exist, for its owner alone. False if there is no such object. */
  async get(key: string, file: string, mostBytes: number): Promise<boolean> {
    const command = new GetObjectCommand({ Bucket: this.props.state.bucket, Key: key });
    const found = await unlessMissing(this.#client.send(command), ["NoSuchKey", "NoSuchBucket"]);
    if (!(found?.Body instanceof Readable)) return false;
    if ((found.ContentLength ?? 0) > mostBytes) {
      found.Body.destroy();
      throw new Error(`it has ${found.ContentLength} bytes, at most ${mostBytes} are read`);
    }
    await pipeline(found.Body, createWriteStream(file, { flags: "wx", mode: 0o600 }));
    return true;
  }

  /** Closes the connections. */
  close(): void {
    this.#client.destroy();
  }
}
