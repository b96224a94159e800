import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  S3Client,
  type BucketLocationConstraint,
} from "@aws-sdk/client-s3";
import type { OrganizationConfig, S3State } from "../config/config";
import { unlessMissing } from "./calls";
import { makeClient } from "./make-client";
import { RUNNER_KEY } from "./rehearsal";
import { ownSettings, type ClientSettings } from "./sign-in";
import { s3StateKey } from "../config/names";

/** What is read here is not paced by Calls: the SDK tries again itself. */
const ATTEMPTS = { maxAttempts: 3 };

/** A bucket of states, and what Terraform cannot do there: list states, delete one, create a rehearsal's bucket. */
export interface StateBucketProps {
  readonly state: S3State;
  /** The config's name. */
  readonly name: string;
  readonly organization: Pick<OrganizationConfig, "managementAccountId">;
  /** URL of the local AWS. @default AWS */
  readonly endpoint?: string;
}

/** Reaches the bucket as Terraform does: with the state's profile, else the person's own credentials. */
export class StateBucket {
  readonly #client: S3Client;

  constructor(private readonly props: StateBucketProps) {
    const { state, endpoint } = props;
    const { region, profile } = state;
    this.#client =
      endpoint === undefined
        ? makeClient(S3Client, ownSettings(profile, region), ATTEMPTS)
        : localClient({ endpoint, region, credentials: RUNNER_KEY });
  }

  /** Creates the bucket unless it is there. Only for the local AWS, where nobody else would. */
  async ensure(): Promise<void> {
    const { state, organization, endpoint = "" } = this.props;
    const { bucket, region } = state;
    const where = { LocationConstraint: region as BucketLocationConstraint };
    const location = region === "us-east-1" ? {} : { CreateBucketConfiguration: where };
    // The person's business, and so not the runner's: it may lack the permission.
    const credentials = { accessKeyId: organization.managementAccountId, secretAccessKey: "local" };
    const client = localClient({ endpoint, region, credentials });
    await client
      .send(new CreateBucketCommand({ Bucket: bucket, ...location }))
      .catch((error: unknown) => {
        if (!(error instanceof Error) || !/^BucketAlready/.test(error.name)) throw error;
      })
      .finally(() => client.destroy());
  }

  /** Deletes a stack's state. A bucket with versions keeps the deleted one. */
  async remove(stack: string): Promise<void> {
    const { bucket } = this.props.state;
    await this.#client.send(new DeleteObjectCommand({ Bucket: bucket, Key: this.#keyOf(stack) }));
  }

  /** Stacks of this config whose state in the bucket holds resources. */
  async stacks(): Promise<string[]> {
    const { bucket } = this.props.state;
    const prefix = this.#keyOf("").replace(/\.tfstate$/, "");
    const names: string[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2(
      { client: this.#client },
      { Bucket: bucket, Prefix: prefix },
    ))
      for (const { Key = "" } of Contents)
        names.push(...(/^([a-z0-9-]+)\.tfstate$/.exec(Key.slice(prefix.length))?.slice(1) ?? []));
    const held = await Promise.all(
      names.map(async (name) => ((await this.#holdsResources(name)) ? [name] : [])),
    );
    return held.flat().sort();
  }

  /** The text of a stack's state. Undefined if it has none, or there is no bucket. */
  async textOf(stack: string): Promise<string | undefined> {
    const command = new GetObjectCommand({ Bucket: this.props.state.bucket, Key: this.#keyOf(stack) });
    const found = await unlessMissing(this.#client.send(command), ["NoSuchKey", "NoSuchBucket"]);
    return found?.Body?.transformToString();
  }

  /** Closes the connections. */
  close(): void {
    this.#client.destroy();
  }

  async #holdsResources(stack: string): Promise<boolean> {
    const { bucket } = this.props.state;
    const { Body } = await this.#client.send(
      new GetObjectCommand({ Bucket: bucket, Key: this.#keyOf(stack) }),
    );
    const text = (await Body?.transformToString()) ?? "{}";
    const { resources = [] } = JSON.parse(text) as {
      readonly resources?: readonly { readonly mode: string }[];
    };
    return resources.some(({ mode }) => mode === "managed");
  }

  #keyOf(stack: string): string {
    return s3StateKey(this.props.name, stack, this.props.state.keyPrefix);
  }
}

/** A client of the local AWS, where buckets stand in the path. */
function localClient(settings: Omit<ClientSettings, "maxAttempts">): S3Client {
  return makeClient(S3Client, { ...settings, maxAttempts: 1 }, { ...ATTEMPTS, forcePathStyle: true });
}
