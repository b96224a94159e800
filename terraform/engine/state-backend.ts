import { relative } from "node:path";
import type { State } from "../../config/config";
import { s3StateKey } from "../../config/names";
import type { RunMode } from "./run-mode";

/** Which state a backend is for: the config's name, the stack, and the file that holds it if it is local. */
export interface BackendProps {
  readonly name: string;
  readonly stack: string;
  /** Absolute path of the local state. */
  readonly localFile: string;
  /** The folder that Terraform runs in. */
  readonly folder: string;
  readonly mode: RunMode;
}

/** Terraform's `backend` block for a state at a place. */
export function stateBackend(state: State, { name, stack, localFile, folder, mode }: BackendProps): object {
  if (state === "local") return { local: { path: relative(folder, localFile) } };
  const { bucket, region, keyPrefix, kmsKeyArn, profile } = state.s3;
  const settings = {
    ...{ bucket, region, key: s3StateKey(name, stack, keyPrefix), encrypt: true, use_lockfile: true },
    ...(kmsKeyArn === undefined ? {} : { kms_key_id: kmsKeyArn }),
    ...(profile === undefined ? {} : { profile }),
  };
  return { s3: mode.kind === "local" ? localS3(settings, mode.endpoint) : settings };
}

/** The same bucket in the local AWS. It has neither the person's profiles nor the config's key. */
export function localS3(settings: Readonly<Record<string, unknown>>, endpoint: string): object {
  const { profile: _, kms_key_id: __, ...kept } = settings;
  return {
    ...kept,
    endpoints: { s3: endpoint, sts: endpoint },
    use_path_style: true,
    skip_credentials_validation: true,
    skip_metadata_api_check: true,
    skip_requesting_account_id: true,
    skip_region_validation: true,
  };
}
