import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { parseArn } from "../../aws/arn";
import { makeClient } from "../make-client";
import { ownAccess } from "./own-access";

/** What a data key is made for. KMS opens it only for the same, and CloudTrail records it. */
export type EncryptionContext = Readonly<Record<string, string>>;

/** A data key: as it is, to be used and forgotten, and encrypted under the KMS key, to be kept. */
export interface DataKey {
  readonly key: Buffer;
  /** In base64. */
  readonly wrapped: string;
}

/**
 * The data keys of one KMS key.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html
 */
export class DataKeys {
  readonly #client: KMSClient;

  constructor(
    private readonly keyArn: string,
    endpoint?: string,
  ) {
    const { region, accountId: localAccount } = parseArn(keyArn);
    const settings = ownAccess({ region, localAccount, ...(endpoint === undefined ? {} : { endpoint }) });
    this.#client = makeClient(KMSClient, settings, { maxAttempts: 5 });
  }

  /** Makes a data key that was never used. */
  async make(context: EncryptionContext): Promise<DataKey> {
    const command = new GenerateDataKeyCommand({
      ...{ KeyId: this.keyArn, KeySpec: "AES_256", EncryptionContext: context },
    });
    const { Plaintext, CiphertextBlob } = await this.#client.send(command);
    if (Plaintext?.length !== 32 || !CiphertextBlob) throw new Error("KMS answered without a data key");
    return { key: Buffer.from(Plaintext), wrapped: Buffer.from(CiphertextBlob).toString("base64") };
  }

  /**
   * Opens a data key. Undefined if KMS did not make it with this key and for this context.
   * @throws every other error of KMS
   */
  async open(wrapped: string, context: EncryptionContext): Promise<Buffer | undefined> {
    const command = new DecryptCommand({
      ...{ KeyId: this.keyArn, EncryptionContext: context },
      CiphertextBlob: Buffer.from(wrapped, "base64"),
    });
    try {
      const { Plaintext } = await this.#client.send(command);
      return Plaintext?.length === 32 ? Buffer.from(Plaintext) : undefined;
    } catch (error) {
      const name = error instanceof Error ? error.name : "";
      if (name === "InvalidCiphertextException" || name === "IncorrectKeyException") return undefined;
      throw error;
    }
  }

  /** Closes the connections. */
  close(): void {
    this.#client.destroy();
  }
}
