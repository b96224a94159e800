import { existsSync } from "node:fs";
import { devNull } from "node:os";
import { resolve } from "node:path";
import type { Installation } from "./cli-configuration";
import type { RunMode } from "./run-mode";

/**
 * Variables that would change a plan, or where it is kept, without its reader noticing. TF_AWS_ are the provider's own:
 * default tags, ignored tags, tag policies, endpoints.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs#argument-reference
 */
const UNWANTED = /^(TF_VAR_|TF_AWS_|TF_CLI_ARGS|TF_DATA_DIR$|TF_WORKSPACE$|TF_INPUT$|TF_REATTACH_PROVIDERS$)/;

/** What a Terraform process's environment is made from, beginning with the person's own. */
export interface EnvironmentProps {
  readonly person: NodeJS.ProcessEnv;
  readonly mode: RunMode;
  readonly installation: Installation;
  /** Values of Terraform variables by name. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The environment for a Terraform child. Offline and local runs get none of the person's credentials. */
export function terraformEnvironment(props: EnvironmentProps): NodeJS.ProcessEnv {
  const { person, mode, installation, variables } = props;
  const { TF_CLI_CONFIG_FILE: _, ...kept } = without(person, UNWANTED);
  return {
    ...(mode.kind === "live" ? kept : without(kept, /^AWS_/)),
    ...modeVariables(mode),
    ...installationVariables(person, installation),
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
    // Terraform loads a large provider schema in every command; collecting less often saves a fifth of the time.
    GOGC: person.GOGC ?? "800",
    ...Object.fromEntries(Object.entries(variables).map(([name, value]) => [`TF_VAR_${name}`, value])),
  };
}

/**
 * The environment for cdktf.json's app command. It holds no variable of AWS or Terraform, so that none changes what is
 * synthesized.
 */
export function synthEnvironment(person: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return without(person, /^(AWS_|TF_|CDKTF_)/);
}

/** Dummy credentials. The local AWS takes them for the organization's management account. */
const DUMMY_CREDENTIALS: Readonly<Record<string, string>> = {
  AWS_ACCESS_KEY_ID: "orgduty",
  AWS_SECRET_ACCESS_KEY: "none",
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: "true",
};

/** Settings that keep a run away from AWS, and keep requests to the local AWS away from a proxy. Empty for a live run. */
export function modeVariables({ kind }: RunMode): Readonly<Record<string, string>> {
  if (kind === "live") return {};
  return kind === "local" ? { ...DUMMY_CREDENTIALS, NO_PROXY: "*", no_proxy: "*" } : DUMMY_CREDENTIALS;
}

/**
 * Settings that say where Terraform gets providers. A TF_CLI_CONFIG_FILE that names a missing file is dropped. Paths
 * are absolute, because Terraform runs in other folders than the person.
 */
export function installationVariables(
  person: NodeJS.ProcessEnv,
  { cliConfigFile, pluginCacheFolder }: Installation,
): Readonly<Record<string, string>> {
  const own = person.TF_CLI_CONFIG_FILE;
  const config = cliConfigFile ?? (own && existsSync(own) ? resolve(own) : undefined);
  return {
    ...(config === undefined ? {} : { TF_CLI_CONFIG_FILE: config }),
    ...(pluginCacheFolder === undefined ? {} : { TF_PLUGIN_CACHE_DIR: pluginCacheFolder }),
  };
}

function without(env: NodeJS.ProcessEnv, names: RegExp): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.test(name)));
}
