import { join, relative } from "node:path";
import { LocalBackend, S3Backend, type TerraformStack } from "cdktf";
import type { State } from "../config/config";
import { leastVersion } from "../config/engine-versions";
import { s3StateKey } from "../config/names";

/** Where a stack's state goes. Only the relative path between the two absolute folders gets into the stack. */
export interface TerraformSettingsProps {
  readonly state: State;
  /** Absolute folder for this config's local states. */
  readonly stateFolder: string;
  /** Absolute folder into which `cdktf` synthesizes. */
  readonly outputFolder: string;
  /** The config's name. It is part of a remote state's key, so that two configs never share a state. */
  readonly name: string;
}

/** Types check against provider 6.25, plans run on 5.100 or any 6 (docs/decisions/0002). */
const PROVIDER_VERSIONS = ">= 5.100.0, < 7.0.0";
const TERRAFORM_VERSIONS = `>= ${leastVersion("Terraform")}.0`;

/** Sets where a stack keeps its state, and the versions that it needs. */
export function applyTerraformSettings(stack: TerraformStack, props: TerraformSettingsProps): void {
  const { state, stateFolder, outputFolder, name } = props;
  const id = stack.node.id;
  stack.addOverride("terraform.required_version", TERRAFORM_VERSIONS);
  stack.addOverride("terraform.required_providers.aws.version", PROVIDER_VERSIONS);
  if (state === "local") {
    // Relative, so that the same config synthesizes the same bytes in every checkout.
    const path = relative(join(outputFolder, "stacks", id), join(stateFolder, `${id}.tfstate`));
    new LocalBackend(stack, { path });
    return;
  }
  const { bucket, region, keyPrefix, kmsKeyArn, profile } = state.s3;
  new S3Backend(stack, {
    bucket,
    region,
    key: s3StateKey(name, id, keyPrefix),
    encrypt: true,
    kmsKeyId: kmsKeyArn,
    profile,
  });
  // cdktf 0.21 has no typed property for it.
  stack.addOverride("terraform.backend.s3.use_lockfile", true);
}
