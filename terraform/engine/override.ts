import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { OrganizationConfig } from "../../config/config";
import { roleArn } from "../../aws/arn";
import type { RunMode } from "./run-mode";
import { localS3 } from "./state-backend";
import {
  readSynthesizedStack,
  withoutImports,
  type ProviderConfiguration,
  type SynthesizedStack,
} from "../plan/synthesized-stack";

/** The override's file name. Terraform merges files that end in _override last, in the order of their names. */
export const OVERRIDE_FILE = "zz_override.tf.json";

/** The services that a stack may call. The local AWS answers for each of them. */
export const SERVICES =
  "cloudwatch ec2 events guardduty iam kms lambda logs organizations s3 scheduler secretsmanager sns sqs sts".split(
    " ",
  );

/**
 * Writes the override that keeps a stack away from AWS, or deletes it for a live run. The synthesized stack itself is
 * not changed.
 */
export function writeOverride(stackFolder: string, mode: RunMode, organization: OrganizationConfig): void {
  const file = join(stackFolder, OVERRIDE_FILE);
  const text = overrideOf(readSynthesizedStack(stackFolder), mode, organization);
  if (text === undefined) return rmSync(file, { force: true });
  writeFileSync(file, text);
}

/** The override's exact bytes, or undefined if a run has none: a review compares them with what a plan file holds. */
export function overrideOf(
  stack: SynthesizedStack,
  mode: RunMode,
  organization: OrganizationConfig,
): string | undefined {
  if (mode.kind === "live") return undefined;
  const { provider, terraform } = stack;
  const aws = (provider?.aws ?? []).map((configuration) => ({
    ...(configuration.alias === undefined ? {} : { alias: configuration.alias }),
    ...(mode.kind === "offline" ? offline(configuration) : local(configuration, mode.endpoint, organization)),
  }));
  const backend = backendInstead(terraform?.backend, mode);
  const locals = mode.kind === "offline" ? withoutImports(stack) : {};
  const parts = { provider: { aws }, ...(backend ? { terraform: { backend } } : {}), ...locals };
  return `${JSON.stringify(parts, null, 2)}\n`;
}

/**
 * What replaces a remote state: offline an empty local one, because the bucket cannot be reached; in a rehearsal the
 * bucket of that name in the local AWS.
 */
function backendInstead(
  backend: NonNullable<SynthesizedStack["terraform"]>["backend"],
  mode: RunMode,
): object | undefined {
  if (backend === undefined || "local" in backend) return undefined;
  return mode.kind === "local"
    ? { s3: localS3(backend.s3 as Record<string, unknown>, mode.endpoint) }
    : { local: { path: "terraform.tfstate" } };
}

/** Offline, no credential is checked and no role assumed: a plan makes no API call. */
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

/** Sends every service to the local AWS. Roles are assumed there as in AWS; a profile becomes a role. */
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

/** The account that a provider configuration works in, known from its alias. */
function accountOf({ alias = "" }: ProviderConfiguration, organization: OrganizationConfig): string {
  if (alias.startsWith("administrator")) return organization.administratorAccountId;
  if (alias.startsWith("log-archive") && organization.logArchiveAccountId)
    return organization.logArchiveAccountId;
  return organization.managementAccountId;
}
