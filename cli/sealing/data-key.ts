import type { DataKeys, EncryptionContext } from "../../aws-clients/sealing/data-keys";
import type { SealedFor } from "../../plans-folder/sealed/header";
import type { RunMode } from "../../terraform/engine/run-mode";
import { refusedBy } from "./bucket";

/** What KMS binds the data key of sealed plans to. A policy may demand it by `kms:EncryptionContext:orgduty:name`. */
export function encryptionContext({ name, tree, commit, shard }: SealedFor): EncryptionContext {
  return { "orgduty:name": name, "orgduty:tree": tree, "orgduty:commit": commit, "orgduty:shard": shard };
}

/** Works with the data keys of a KMS key, and closes the connections after the work. */
export async function withDataKeys<Result>(
  keyArn: string,
  mode: RunMode,
  work: (keys: DataKeys) => Promise<Result>,
): Promise<Result> {
  const { DataKeys } = await import("../../aws-clients/sealing/data-keys");
  const keys = new DataKeys(keyArn, mode.kind === "local" ? mode.endpoint : undefined);
  try {
    return await work(keys);
  } catch (error) {
    throw refusedBy(error, keyArn);
  } finally {
    keys.close();
  }
}
