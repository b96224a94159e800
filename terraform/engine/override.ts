import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { OrganizationConfig } from "../../config/config";
import { roleArn } from "../../aws/arn";
import type { RunMode } from "./run-mode";
import {
  readSynthesizedStack,
  type ProviderConfiguration,
  type SynthesizedStack,
} from "../plan/synthesized-stack";

/** Terraform merges files that end in _override last, in the order of their names. */
export const OVERRIDE_FILE = "zz_override.tf.json";

/** What a stack may call: each of them answers at the local AWS. */
export const SERVICES =
  "cloudwatch ec2 events guardduty iam kms lambda logs organizations s3 scheduler secretsmanager sns sqs sts".split(
    " ",
  );

/** Writes the override that keeps a stack from AWS, or deletes it for a live run. The stack itself stays as synthesized. */
export function writeOverride(stackFolder: string, mode: RunMode, organization: OrganizationConfig): void {
  const file = join(stackFolder, OVERRIDE_FILE);
  const text = overrideOf(readSynthesizedStack(stackFolder), mode, organization);
  if (text === undefined) return rmSync(file, { force: true });
  writeFileSync(file, text);
}

/** The override's exact bytes, or undefined if a run has none: a review compares them with what a plan file holds. */
export function overrideOf(
  { provider, terraform }: SynthesizedStack,
  mode: RunMode,
  organization: OrganizationConfig,
): string | undefined {
  if (mode.kind === "live") return undefined;
  const aws = (provider?.aws ?? []).map((configuration) => ({
    ...(configuration.alias === undefined ? {} : { alias: configuration.alias }),
    ...(mode.kind === "offline" ? offline(configuration) : local(configuration, mode.endpoint, organization)),
  }));
  // A remote state is out of reach here; an empty local one stands in for it.
  const remote = terraform?.backend !== undefined && !("local" in terraform.backend);
  const backend = remote ? { terraform: { backend: { local: { path: "terraform.tfstate" } } } } : {};
  return `${JSON.stringify({ provider: { aws }, ...backend }, null, 2)}\n`;
}

/** No credential is checked, no role assumed: a plan without a single API call. */
function offline(configuration: ProviderConfiguration): object {
  return {
    skip_credentials_validation: true,
    skip_requesting_account_id: true,
    skip_metadata_api_check: true,
    ...(configuration.allowed_account_ids === undefined ? {} : { allowed_account_ids: null }),
    ...(configuration.profile === undefined ? {} : { profile: null }),
    ...(configuration.assume_role === undefined ? {} : { assume_role: [{ role_arn: "" }] }),
  };
}

/** Every service at the local AWS. Roles are assumed there as they are in AWS; a profile becomes a role. */
function local(
  configuration: ProviderConfiguration,
  endpoint: string,
  organization: OrganizationConfig,
): object {
  const account = accountOf(configuration, organization);
  const role = roleArn(organization.partition, account, "OrganizationAccountAccessRole");
  return {
    skip_metadata_api_check: true,
    s3_use_path_style: true,
    endpoints: [Object.fromEntries(SERVICES.map((service) => [service, endpoint]))],
    ...(configuration.profile === undefined ? {} : { profile: null }),
    ...(configuration.assume_role === undefined ? { assume_role: [{ role_arn: role }] } : {}),
  };
}

/** The account that a provider configuration works in, told by its alias. */
function accountOf({ alias = "" }: ProviderConfiguration, organization: OrganizationConfig): string {
  if (alias.startsWith("administrator")) return organization.administratorAccountId;
  if (alias.startsWith("log-archive") && organization.logArchiveAccountId)
    return organization.logArchiveAccountId;
  return organization.managementAccountId;
}
