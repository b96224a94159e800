import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { cacheFolder } from "../install/cache-folder";
import { writeFileAtomically } from "../process/atomic-folder";
import { sha256 } from "../../plans-folder/hashing";

/** Terraform's own settings for every child process: the source of providers, and the folder that caches them. */
export interface Installation {
  /** The CLI configuration that orgduty wrote. Absent if the person has one, or Terraform needs none. */
  readonly cliConfigFile?: string;
  /** One plugin cache for all stacks. Absent if the person's CLI configuration names one. */
  readonly pluginCacheFolder?: string;
  /** Whether the provider is on this machine already, in a mirror that Terraform uses. @default false */
  readonly hasProvider?: boolean;
}

/** The person's own settings, and where to look for providers if there are none. */
export interface InstallationProps {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /** Called only if the person has no CLI configuration, because theirs may hold credentials. */
  readonly findMirror: () => string | undefined;
  /** Whether Terraform finds the provider on this machine without being told. @default it does not */
  readonly hasImpliedMirror?: () => boolean;
}

/** Decides which provider settings Terraform's children get, and creates the folder and the file that these need. */
export function prepareInstallation(props: InstallationProps): Installation {
  const { env, home, findMirror, hasImpliedMirror = () => false } = props;
  const own = personsCliConfig(env, home);
  if (own !== undefined && /^\s*plugin_cache_dir\b/m.test(readFileSync(own, "utf8"))) return {};
  const cache = cacheFolder(env, home);
  const pluginCacheFolder = resolve(env.TF_PLUGIN_CACHE_DIR || join(cache, "terraform-plugins"));
  mkdirSync(pluginCacheFolder, { recursive: true });
  const mirror = own === undefined ? findMirror() : undefined;
  if (mirror === undefined) {
    return { pluginCacheFolder, ...(own === undefined && hasImpliedMirror() ? { hasProvider: true } : {}) };
  }
  mkdirSync(cache, { recursive: true });
  const text = mirrorConfiguration(mirror);
  const cliConfigFile = join(cache, `terraform-${sha256(text).slice(0, 12)}.rc`);
  writeFileAtomically(cliConfigFile, text);
  return { cliConfigFile, pluginCacheFolder, hasProvider: true };
}

/**
 * The path of the person's CLI configuration, if the file exists. TF_CLI_CONFIG_FILE may name a missing file: Terraform
 * only warns.
 */
function personsCliConfig(env: NodeJS.ProcessEnv, home: string): string | undefined {
  const file = env.TF_CLI_CONFIG_FILE || join(home, ".terraformrc");
  return existsSync(file) ? file : undefined;
}

function mirrorConfiguration(mirror: string): string {
  const provider = "registry.terraform.io/hashicorp/aws";
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ["${provider}"]
  }
  direct {
    exclude = ["${provider}"]
  }
}
`;
}
