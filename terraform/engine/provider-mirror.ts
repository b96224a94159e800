import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { terraformPlatform } from "../install/platform";
import { OperatorError } from "../../config/problems/operator-error";

const PROVIDER = join("registry.terraform.io", "hashicorp", "aws");
const PREFIXES = ["/opt", "/usr/local/share", "/usr/share"];

/** Where to look for a mirror, and which provider it must hold. */
export interface MirrorSearch {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /** The version in the lock file. Without a lock file, any version will do. */
  readonly version?: string;
  /** @default this machine's */
  readonly platform?: string;
  /** @default /opt, /usr/local/share, /usr/share */
  readonly prefixes?: readonly string[];
}

/**
 * A folder on this machine that holds the AWS provider in a mirror's layout, to be named in a CLI configuration: the
 * one in ORGDUTY_PROVIDER_MIRROR, else one found a level below the usual prefixes. Undefined if there is none, and also
 * if Terraform's implied local mirror folders have the provider, since Terraform then finds it by itself.
 * Source: https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
 * @throws OperatorError if ORGDUTY_PROVIDER_MIRROR names a folder without the provider
 */
export function findProviderMirror(search: MirrorSearch): string | undefined {
  const { env, prefixes = PREFIXES, version, platform = terraformPlatform() } = search;
  const named = env.ORGDUTY_PROVIDER_MIRROR && resolve(env.ORGDUTY_PROVIDER_MIRROR);
  if (named) {
    if (holdsProvider(named, platform, version)) return named;
    throw new OperatorError(
      `ORGDUTY_PROVIDER_MIRROR: no AWS provider ${version ?? ""} for ${platform} under ${join(named, PROVIDER)}`,
      "name the folder that holds registry.terraform.io, or unset ORGDUTY_PROVIDER_MIRROR",
    );
  }
  if (hasImpliedMirror(search)) return undefined;
  return prefixes
    .flatMap((prefix) => listFolder(prefix).map((name) => join(prefix, name)))
    .find((folder) => holdsProvider(folder, platform, version));
}

/** Whether a folder that Terraform looks into by itself holds the provider. */
export function hasImpliedMirror(search: MirrorSearch): boolean {
  const { platform = terraformPlatform(), version } = search;
  return impliedFolders(search).some((folder) => holdsProvider(folder, platform, version));
}

function impliedFolders({ env, home }: MirrorSearch): string[] {
  const data = [
    env.XDG_DATA_HOME ?? join(home, ".local/share"),
    ...(env.XDG_DATA_DIRS ?? "/usr/local/share:/usr/share").split(":"),
  ];
  return [
    join(home, ".terraform.d/plugins"),
    join(home, "Library/Application Support/io.terraform/plugins"),
    ...data.map((folder) => join(folder, "terraform/plugins")),
  ];
}

function holdsProvider(folder: string, platform: string, version?: string): boolean {
  const versions = listFolder(join(folder, PROVIDER));
  const unpacked = versions.filter((name) => existsSync(join(folder, PROVIDER, name, platform)));
  const packed = versions.flatMap(
    (name) => /^terraform-provider-aws_(.+)_\w+_\w+\.zip$/.exec(name)?.[1] ?? [],
  );
  const present = [
    ...unpacked,
    ...packed.filter((found) => versions.includes(`terraform-provider-aws_${found}_${platform}.zip`)),
  ];
  return version === undefined ? present.length > 0 : present.includes(version);
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
